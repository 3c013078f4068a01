import { type Request, type Response, Router } from "express";

import { answer } from "../http/answer.ts";
import { bothPaths } from "../paths.ts";
import type { Shop } from "../shop.ts";
import { takeAddress, takeCentre, takeOrder } from "./answers.ts";
import { mayBeOn, type Progress, progressOf, type Step } from "./progress.ts";
import { leadTo, refusalIn, showAddress, showCentre, showPayment, type Turn } from "./turn.tsx";

type Take = (shop: Shop, turn: Turn) => Promise<void> | void;

const SHOWN: Record<Step, Take> = {
  checkoutAddress: (shop, turn) => showAddress(shop, turn, turn.progress.draft, []),
  checkoutCentre: (shop, turn) => showCentre(shop, turn, refusalIn(turn), false),
  checkoutPayment: (_shop, turn) => showPayment(turn),
};

/** From the basket to the payment. Each step is asked for once and can be come back to; none is skipped. */
export function checkoutRoutes(shop: Shop): Router {
  const router = Router();
  router.get(
    bothPaths("checkout"),
    answer(async (request, response) => {
      leadOn(await progressOf(shop.db, request, new Date()), request, response);
    }),
  );
  for (const step of Object.keys(SHOWN) as Step[]) router.get(bothPaths(step), onStep(shop, step, SHOWN[step]));
  router.post(bothPaths("checkoutAddress"), onStep(shop, "checkoutAddress", takeAddress));
  router.post(bothPaths("checkoutCentre"), onStep(shop, "checkoutCentre", takeCentre));
  router.post(
    bothPaths("checkoutPayment"),
    answer(async (request, response) => {
      const now = new Date();
      const progress = await progressOf(shop.db, request, now);
      // Whoever misses something is told by the order itself what: it reads all of it under lock.
      if (progress) await takeOrder(shop, { request, response, progress, now });
      else leadTo({ request, response }, "basket", "emptyBasket");
    }),
  );
  return router;
}

/** Takes who may be on a step; leads on who came too early, by a bookmark or after the basket changed. */
function onStep(shop: Shop, step: Step, take: Take) {
  return answer(async (request, response) => {
    const now = new Date();
    const progress = await progressOf(shop.db, request, now);
    if (progress && mayBeOn(step, progress.next)) await take(shop, { request, response, progress, now });
    else leadOn(progress, request, response);
  });
}

function leadOn(progress: Progress | null, request: Request, response: Response): void {
  const next = progress?.next ?? "basket";
  const hasLostSlot = next === "checkoutCentre" && progress?.draft.slotAt !== undefined;
  leadTo({ request, response }, next, hasLostSlot ? "slotNotOffered" : undefined);
}
