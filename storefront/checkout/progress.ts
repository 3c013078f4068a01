import { eq } from "drizzle-orm";
import type { Request } from "express";

import { type Basket, basketOf } from "../basket/basket.ts";
import { type Contents, contentsOf, shortOf } from "../basket/contents.ts";
import { freeSlots } from "../centres/appointments.ts";
import type { ShopDatabase } from "../db/client.ts";
import { baskets, type CheckoutDraft } from "../db/schema/baskets.ts";
import { languageOf, type PathName } from "../paths.ts";
import { AddressForm } from "./draft.ts";

/** The steps in their order, by their pages' addresses; the basket comes before them. */
export const STEPS = ["checkoutAddress", "checkoutCentre", "checkoutPayment"] as const satisfies PathName[];

export type Step = (typeof STEPS)[number];

export interface Progress {
  readonly basket: Basket;
  readonly contents: Contents;
  readonly draft: CheckoutDraft;
  /** The first page where something is missing. */
  readonly next: Step | "basket";
}

/** How far a shopper has come; null where there is no basket. */
export async function progressOf(db: ShopDatabase, request: Request, now: Date): Promise<Progress | null> {
  const basket = await basketOf(db, request);
  if (!basket) return null;
  const contents = await contentsOf(db, basket, languageOf(request.path));
  const draft = basket.checkout ?? {};
  return { basket, contents, draft, next: await firstMissing(db, contents, draft, now) };
}

async function firstMissing(
  db: ShopDatabase,
  { tyres, centre }: Contents,
  draft: CheckoutDraft,
  now: Date,
): Promise<Progress["next"]> {
  if (tyres.length === 0 || shortOf(tyres).length > 0) return "basket";
  if (!AddressForm.safeParse(draft).success) return "checkoutAddress";
  if (!centre || draft.slotAt === undefined) return "checkoutCentre";
  const slots = await freeSlots(db, centre, now);
  const isFree = slots.some(({ at, free }) => free > 0 && at.toISOString() === draft.slotAt);
  return isFree ? "checkoutPayment" : "checkoutCentre";
}

/** Whether a shopper who lacks what `next` asks for may already be on `step`. */
export function mayBeOn(step: Step, next: Progress["next"]): boolean {
  return next !== "basket" && STEPS.indexOf(step) <= STEPS.indexOf(next);
}

/** Keeps what a step's form told. */
export async function keepAnswers(
  db: ShopDatabase,
  { id, checkout }: Basket,
  answers: CheckoutDraft,
  now: Date,
  whose: { readonly customerId?: number | null } = {},
): Promise<void> {
  await db
    .update(baskets)
    .set({ ...whose, checkout: { ...checkout, ...answers }, updatedAt: now })
    .where(eq(baskets.id, id));
}
