import { eq } from "drizzle-orm";

import { freeSlots } from "#storefront/centres/appointments.ts";
import { orders } from "#storefront/db/schema/index.ts";
import { placeOrder } from "#storefront/orders/place.ts";
import type { Order } from "#storefront/orders/release.ts";
import { type Language, pathOf } from "#storefront/paths.ts";
import { beginPayment } from "#storefront/payment/begin.ts";
import { CALLBACK_PATH, SIGNATURE_HEADER } from "#storefront/payment/callback.ts";
import { signatureOf } from "#storefront/payment/signature.ts";
import { formsOf } from "#storefront/shoppers/html.ts";
import { type Page, Visitor } from "#storefront/shoppers/visitor.ts";
import { SHELF } from "../fixtures.ts";
import { openCentre, readyBasket } from "../orders/baskets.ts";
import type { TestShop } from "../support.ts";

export interface ToPay {
  readonly number: string;
  readonly payUrl: string;
  /** The provider's and ours. */
  readonly reference: string;
  readonly basketId: number;
}

/** An order of four tyres, by themselves the last ones of their kind, placed now, of which nobody has paid anything. */
export async function placedOrder(
  { db, settings }: TestShop,
  {
    language = "fr",
    capacity = 1,
    slug = SHELF.boreal.slug,
  }: { language?: Language; capacity?: number; slug?: string } = {},
): Promise<ToPay> {
  const centre = await openCentre(db, capacity);
  const [slot] = await freeSlots(db, centre, new Date());
  if (!slot) throw new Error("the centre has no appointment");
  const basketId = await readyBasket(db, { slug, quantity: 4, centre, slotAt: slot.at });
  const placed = await placeOrder(db, basketId, language);
  if (!("number" in placed)) throw new Error(`not placed: ${placed.refused}`);
  const { payUrl } = await beginPayment({ db, settings }, placed.number);
  return { number: placed.number, payUrl, reference: referenceOf(payUrl), basketId };
}

/** A browser without scripts in front of the shop. */
export function shopperAt({ url }: TestShop): Visitor {
  return new Visitor(url);
}

/** Presses a button of the provider's page. */
export async function press(visitor: Visitor, page: Page, outcome: string): Promise<Page> {
  const form = formsOf(page.html).find(({ choices }) => choices.get("outcome")?.includes(outcome));
  if (!form) throw new Error(`${page.path} offers no ${outcome}`);
  return visitor.submit(page, form, { outcome });
}

/** Sends the only form of a page that posts. */
export async function post(visitor: Visitor, page: Page, fields: Record<string, string> = {}): Promise<Page> {
  const [form] = formsOf(page.html).filter(({ method }) => method === "post");
  if (!form) throw new Error(`${page.path} has no form`);
  return visitor.submit(page, form, fields);
}

/** What the provider sends; signed with the shop's secret unless said otherwise. */
export function callBack(
  { url, settings }: TestShop,
  news: object,
  secret: string | null = settings.secret,
): Promise<Response> {
  const body = JSON.stringify(news);
  const signature: Record<string, string> = secret === null ? {} : { [SIGNATURE_HEADER]: signatureOf(body, secret) };
  return fetch(url + CALLBACK_PATH, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...signature },
  });
}

export async function orderOf({ db }: TestShop, number: string): Promise<Order> {
  const [order] = await db.select().from(orders).where(eq(orders.number, number));
  if (!order) throw new Error(`there is no order ${number}`);
  return order;
}

export function referenceOf(payUrl: string): string {
  return payUrl.split("/").at(-1) ?? "";
}

export const orderPath = (number: string, language: Language = "fr") => pathOf("order", language, { number });
