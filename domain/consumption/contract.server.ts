import { and, asc, desc, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { meterPrices, transferQuotas } from "#db/schema/consumption.ts";

import type { PriceRow } from "./prices.ts";
import type { QuotaRow } from "./quota.ts";

/** A price as its form shows it; prices that were withdrawn are gone for everybody but the audit. */
export interface AgreedPrice extends PriceRow {
  readonly createdAt: Date;
}

export interface AgreedQuota extends QuotaRow {
  readonly id: number;
  readonly createdAt: Date;
}

/** All prices of a project that were not withdrawn, the newest first. For readers with the right "price.read" only. */
export async function pricesOf(db: Database, projectId: number): Promise<AgreedPrice[]> {
  return db
    .select({
      id: meterPrices.id,
      applicationId: meterPrices.applicationId,
      meter: meterPrices.meter,
      label: meterPrices.label,
      effectiveOn: meterPrices.effectiveOn,
      included: meterPrices.included,
      price: meterPrices.price,
      currency: meterPrices.currency,
      rule: meterPrices.rule,
      createdAt: meterPrices.createdAt,
    })
    .from(meterPrices)
    .where(and(eq(meterPrices.projectId, projectId), isNull(meterPrices.withdrawnAt)))
    .orderBy(desc(meterPrices.effectiveOn), asc(meterPrices.id));
}

/** What a project may transfer, the newest agreement first. */
export async function quotasOf(db: Database, projectId: number): Promise<AgreedQuota[]> {
  return db
    .select({
      id: transferQuotas.id,
      effectiveOn: transferQuotas.effectiveOn,
      gigabytes: transferQuotas.gigabytes,
      rule: transferQuotas.rule,
      megabitsPerSecond: transferQuotas.megabitsPerSecond,
      createdAt: transferQuotas.createdAt,
    })
    .from(transferQuotas)
    .where(eq(transferQuotas.projectId, projectId))
    .orderBy(desc(transferQuotas.effectiveOn));
}
