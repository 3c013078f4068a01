import { z } from "zod";

import { day, decimal, decimalOrNull, optionalLine, rowId, rowIdOrNull, wholeNumber } from "#app/http/form-fields.ts";
import { CURRENCIES, METERS } from "#domain/consumption/prices.ts";
import { BANDWIDTH_RULES } from "#domain/consumption/traffic.ts";

const rule = z.enum(BANDWIDTH_RULES, "admin:problems.choose");

/** Of the contract's decimals no more than the columns hold: four of a quantity, six of a price. */
export const PriceForm = z
  .object({
    meter: z.enum(METERS, "admin:problems.choose"),
    label: optionalLine(120),
    applicationId: rowIdOrNull,
    effectiveOn: day,
    included: decimalOrNull(0, 1e9),
    price: decimal(0, 1e7),
    currency: z.enum(CURRENCIES, "admin:problems.choose"),
    rule,
  })
  .transform(({ included, ...price }) => ({ ...price, included: Math.round((included ?? 0) * 10_000) / 10_000 }));
export const WithdrawnPriceForm = z.object({ priceId: rowId });

export const QuotaForm = z
  .object({
    effectiveOn: day,
    gigabytes: decimal(0.001, 1e9),
    rule,
    megabitsPerSecond: z.union([
      z
        .string()
        .regex(/^\s*$/)
        .transform(() => null),
      wholeNumber(1, 1e9),
    ]),
  })
  .transform((quota) => ({ ...quota, gigabytes: Math.round(quota.gigabytes * 1_000) / 1_000 }));
export const WithdrawnQuotaForm = z.object({ quotaId: rowId });
