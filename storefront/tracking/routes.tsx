import { type Request, type Response, Router } from "express";

import { answer } from "../http/answer.ts";
import { networkOf } from "../http/network.ts";
import { pageContext, sendPage } from "../http/page.tsx";
import { parseOrderNumber } from "../orders/number.ts";
import { giveProof, provenOrder, withdrawProof } from "../orders/proof.ts";
import { type ShownOrder, shownOrder } from "../orders/read.ts";
import { bothPaths, pathOf } from "../paths.ts";
import type { Shop } from "../shop.ts";
import { cancellability, requestCancellation } from "../workflow/cancellation.ts";
import { Attempts } from "./attempts.ts";
import { CancelPage } from "./cancel-page.tsx";
import { orderOfBuyer } from "./find.ts";
import { ProgressPage } from "./progress-page.tsx";
import { SearchPage } from "./search-page.tsx";

/** The tracking page: whoever knows an order's number and e-mail address may follow it from this browser for an hour. */
export function trackingRoutes(shop: Shop): Router {
  const attempts = new Attempts();
  const router = Router();
  router.get(
    bothPaths("tracking"),
    answer(async (request, response) => {
      const order = await provenOrderOf(shop, request);
      if (order) await sendProgress(shop, request, response, order);
      else sendSearch(request, response);
    }),
  );
  router.post(
    bothPaths("tracking"),
    answer((request, response) => find(shop, attempts, request, response)),
  );
  router.get(
    bothPaths("cancellation"),
    answer(async (request, response) => {
      const order = await provenOrderOf(shop, request);
      if (!order) {
        toTracking(request, response);
        return;
      }
      sendCancel(request, response, order.number, (await cancellability(shop.db, order.id)) !== "possible");
    }),
  );
  router.post(
    bothPaths("cancellation"),
    answer(async (request, response) => {
      const order = await provenOrderOf(shop, request);
      const asked = order && (await requestCancellation(shop.db, order.id));
      if (order && asked && "refused" in asked) sendCancel(request, response, order.number, true, 409);
      else toTracking(request, response);
    }),
  );
  return router;
}

async function find(shop: Shop, attempts: Attempts, request: Request, response: Response): Promise<void> {
  const { words } = pageContext(request);
  const { number, email, other } = request.body;
  if (other !== undefined) {
    withdrawProof(response, shop.settings);
    toTracking(request, response);
    return;
  }
  const typed = { number: textOf(number), email: textOf(email) };
  // However it is written, it is one order's number; what cannot be one finds nothing anyway.
  const named = parseOrderNumber(typed.number);
  const keys = [`from ${networkOf(request.ip)}`, ...(named ? [`of ${named}`] : [])];
  if (!attempts.allow(keys, Date.now())) {
    response.set("retry-after", "60");
    sendSearch(request, response, { status: 429, problem: words.orders.tooMany, number: typed.number });
    return;
  }
  const found = await orderOfBuyer(shop.db, typed.number, typed.email);
  if (found === null) {
    sendSearch(request, response, { status: 404, problem: words.orders.notFound, number: typed.number });
    return;
  }
  giveProof(response, shop.settings, found);
  toTracking(request, response);
}

async function provenOrderOf({ db, settings }: Shop, request: Request): Promise<ShownOrder | null> {
  const number = provenOrder(request, settings);
  return number === null ? null : shownOrder(db, number);
}

function toTracking(request: Request, response: Response): void {
  response.redirect(303, pathOf("tracking", pageContext(request).language));
}

function sendSearch(
  request: Request,
  response: Response,
  { status, problem, number }: { status?: number; problem?: string; number?: string } = {},
): void {
  const { language, words } = pageContext(request);
  const head = { title: words.orders.trackTitle, isPrivate: true, status };
  sendPage(request, response, head, <SearchPage {...{ problem, number, language, words }} />);
}

async function sendProgress({ db }: Shop, request: Request, response: Response, order: ShownOrder): Promise<void> {
  const { language, words } = pageContext(request);
  const cancellation = await cancellability(db, order.id);
  const head = { title: words.orders.milestones, isPrivate: true };
  sendPage(request, response, head, <ProgressPage {...{ order, cancellation, language, words }} />);
}

function sendCancel(request: Request, response: Response, number: string, isTooLate: boolean, status?: number): void {
  const { language, words } = pageContext(request);
  const head = { title: words.orders.cancelTitle(number), isPrivate: true, status };
  sendPage(request, response, head, <CancelPage {...{ number, isTooLate, language }} words={words.orders} />);
}

/** A field that was sent twice, or not at all, is empty. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 200) : "";
}
