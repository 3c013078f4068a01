/** How much of what may be transferred in a month is used, and until when it lasts. Pure. */

import { type Month, monthAfter } from "#domain/availability/months.ts";
import { inEffectOn } from "#domain/projects/effect.ts";

import { type Passing, passingOf, type Scenario } from "./projection.ts";
import { type BandwidthRule, type Traffic, type Volume, volumeBy } from "./traffic.ts";

/** Transfers count by 1,000, as contracts and providers count them. */
export const BYTES_A_GIGABYTE = 1_000_000_000;

export interface QuotaRow {
  /** YYYY-MM-DD in the project's time zone. */
  readonly effectiveOn: string;
  readonly gigabytes: number;
  readonly rule: BandwidthRule;
  readonly megabitsPerSecond: number | null;
}

export interface Quota {
  /** Of the whole month, each day by the row in effect on it. */
  readonly bytes: number;
  /** Of the row in effect at its end. */
  readonly rule: BandwidthRule;
  readonly megabitsPerSecond: number | null;
}

export interface QuotaStanding extends Quota {
  readonly used: number;
  /** Null where it was not passed yet. */
  readonly passedAt: number | null;
  /** Null where it is passed, or nothing is known of weeks before. */
  readonly passing: Passing | null;
}

/** The days of a month, "2026-10-01" to "2026-10-31". */
export function dayNames(month: Month): string[] {
  const days = (Date.parse(`${monthAfter(month, 1)}-01`) - Date.parse(`${month}-01`)) / 86_400_000;
  return Array.from({ length: days }, (_one, index) => `${month}-${String(index + 1).padStart(2, "0")}`);
}

/** What may be transferred in a month: a quota that changes within it counts by its days. Null where none is agreed. */
export function quotaOf(rows: readonly QuotaRow[], month: Month): Quota | null {
  const days = dayNames(month);
  const byDay = days.map((day) => inEffectOn(rows, day));
  const last = byDay.at(-1);
  if (!last) return null;
  const gigabytes = byDay.reduce((sum, row) => sum + (row?.gigabytes ?? 0), 0) / days.length;
  return { bytes: gigabytes * BYTES_A_GIGABYTE, rule: last.rule, megabitsPerSecond: last.megabitsPerSecond };
}

/** Where a month stands against its quota; `scenarios` are none for a month that is over. */
export function quotaStanding(quota: Quota, traffic: Traffic, soFar: Volume, scenarios: readonly Scenario[]) {
  const passedAt = reachedAt(traffic, quota.rule, quota.bytes);
  const passing = passedAt === null ? passingOf(soFar, scenarios, quota.rule, quota.bytes) : null;
  return { ...quota, used: volumeBy(quota.rule, soFar), passedAt, passing } satisfies QuotaStanding;
}

/** The end of the step in which the sum passed a limit. */
function reachedAt({ base, stepMs, received, sent }: Traffic, rule: BandwidthRule, limit: number): number | null {
  const sum = { received: 0, sent: 0 };
  const seconds = stepMs / 1_000;
  for (let step = 0; step < received.length; step += 1) {
    sum.received += (received[step] || 0) * seconds;
    sum.sent += (sent[step] || 0) * seconds;
    if (volumeBy(rule, sum) > limit) return base + (step + 1) * stepMs;
  }
  return null;
}
