import type { Expected } from "#domain/storefront/band.ts";
import { expectedOf, type ShopReading, shopReading } from "#domain/storefront/queries.server.ts";

import type { ReportContext } from "../section.ts";

/** The project's shop, with what was to be expected of the month's orders. */
export interface MonthOfShop {
  readonly reading: ShopReading;
  readonly expected: Promise<Expected>;
}

const made = new WeakMap<ReportContext, Promise<MonthOfShop | null>>();

/** Made once for all sections of a report: it reads eight weeks of five minutes more than the month. Null without a shop. */
export function monthOfShop(context: ReportContext): Promise<MonthOfShop | null> {
  const known = made.get(context) ?? readMonth(context);
  made.set(context, known);
  return known;
}

async function readMonth({ db, store, project, from, asOf }: ReportContext): Promise<MonthOfShop | null> {
  const reading = await shopReading(db, store, project);
  return reading && { reading, expected: expectedOf(reading, "orders", { from, to: asOf }) };
}
