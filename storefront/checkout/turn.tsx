import type { Request, Response } from "express";

import { lastAddress } from "../account/orders.ts";
import { signedIn } from "../account/session.ts";
import { freeSlots } from "../centres/appointments.ts";
import { queryOf } from "../http/fields.ts";
import { pageContext, sendPage } from "../http/page.tsx";
import { languageOf, type PathName, pathOf } from "../paths.ts";
import type { Shop } from "../shop.ts";
import type { Words } from "../words/words.ts";
import { type AddressField, AddressStep, type TypedAddress } from "./address.tsx";
import { CentreSearch } from "./centre-search.tsx";
import { nearestCentres } from "./nearest.ts";
import { PaymentStep } from "./payment.tsx";
import type { Progress } from "./progress.ts";
import { SlotStep } from "./slots.tsx";

/** A request for a step, of a shopper with a basket. */
export interface Turn {
  readonly request: Request;
  readonly response: Response;
  readonly progress: Progress;
  readonly now: Date;
}

export type Refusal = keyof Words["checkout"]["refusals"];

/** Leads on to another page, which says what was refused. */
export function leadTo({ request, response }: Pick<Turn, "request" | "response">, page: PathName, refusal?: Refusal) {
  const address = pathOf(page, languageOf(request.path));
  response.redirect(303, refusal ? `${address}?problem=${refusal}` : address);
}

/** What the address says was refused before; undefined where it names nothing that we know. */
export function refusalIn({ request }: Turn): string | undefined {
  const refusals: Record<string, string> = pageContext(request).words.checkout.refusals;
  const named = queryOf(request, "problem");
  return Object.hasOwn(refusals, named) ? refusals[named] : undefined;
}

/** With what was typed; a customer who has typed nothing yet finds the address of the last order. */
export async function showAddress(shop: Shop, turn: Turn, typed: TypedAddress, refused: readonly AddressField[]) {
  const { request, response, now } = turn;
  const { shared, head } = sharedBy(turn, refused.length > 0);
  const customer = await signedIn(shop, request, now);
  const known = customer && typed.name === undefined ? await lastAddress(shop.db, customer) : {};
  const page = <AddressStep {...shared} {...{ refused, customer }} typed={{ ...known, ...typed }} />;
  sendPage(request, response, head, page);
}

/** The appointments of the chosen centre, or the search for one: where none is chosen, or `q` asks for another. */
export async function showCentre({ db }: Shop, turn: Turn, problem: string | undefined, isRefused: boolean) {
  const { request, response, progress, now } = turn;
  const { shared, head } = sharedBy(turn, isRefused);
  const asked = queryOf(request, "q").slice(0, 80);
  const { centre, country } = progress.contents;
  if (centre && !asked) {
    const slots = await freeSlots(db, centre, now);
    sendPage(request, response, head, <SlotStep {...shared} {...{ centre, slots, problem }} />);
    return;
  }
  const query = asked || (progress.draft.postcode ?? "");
  const near = await nearestCentres(db, query, country);
  sendPage(request, response, head, <CentreSearch {...shared} {...{ query, near, problem }} />);
}

export function showPayment(turn: Turn, problem?: string): void {
  const { shared, head } = sharedBy(turn, problem !== undefined);
  sendPage(turn.request, turn.response, head, <PaymentStep {...shared} problem={problem} />);
}

function sharedBy({ request, progress }: Turn, isRefused: boolean) {
  const { language, words } = pageContext(request);
  const head = { title: words.checkout.title, isPrivate: true, status: isRefused ? 422 : 200 };
  return { shared: { progress, language, words }, head };
}
