import { type Account, accountMonth } from "./account.ts";
import { isKept } from "./figures.ts";
import { type Month, monthAfter } from "./months.ts";
import type { Service } from "./service.ts";
import { isAvailable, isCounted, VERDICTS } from "./verdict.ts";

/** What a service did not do in a stretch of months. */
export interface Downtime {
  /** Stretches that the contract counts; one that goes on over midnight of the 1st is one in each month. */
  readonly outages: number;
  readonly countedMs: number;
  /** Null where nothing was measured. */
  readonly contractual: number | null;
}

export interface ServiceDowntime {
  readonly service: Service;
  readonly month: Downtime & { readonly isKept: boolean | null };
  /** Twelve months that end with this one. */
  readonly year: Downtime;
}

/** The downtime of a service in a month and in the year that ends with it. The account holds the evidence of them all. */
export function downtimeOf(account: Account, month: Month): ServiceDowntime {
  const year = Array.from({ length: 12 }, (_, index) => accountMonth(account, monthAfter(month, index - 11)));
  const last = accountMonth(account, month);
  return {
    service: account.service,
    month: { ...sumOf([last]), isKept: isKept(last.figures) },
    year: sumOf(year),
  };
}

function sumOf(months: readonly ReturnType<typeof accountMonth>[]): Downtime {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const countedMs = sum(months.map(({ figures }) => figures.countedMs));
  const available = VERDICTS.filter(isAvailable);
  const availableMs = sum(months.flatMap(({ figures }) => available.map((verdict) => figures.byVerdict[verdict])));
  return {
    outages: sum(months.map(({ segments }) => segments.filter(({ verdict }) => isCounted(verdict)).length)),
    countedMs,
    contractual: availableMs + countedMs === 0 ? null : availableMs / (availableMs + countedMs),
  };
}
