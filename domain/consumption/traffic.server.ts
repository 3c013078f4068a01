import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import { type GroupScope, groupSourceId } from "#db/metrics/groups.ts";
import type { SeriesSteps } from "#db/metrics/store.ts";
import type { Stretch } from "#domain/availability/ledger.ts";
import { rangeStepsOf } from "#domain/metrics/series.server.ts";

import { type Traffic, trafficOf } from "./traffic.ts";

const FIVE_MINUTES_MS = 300_000;
const RECEIVED = "network_received_bytes_per_second";
const SENT = "network_sent_bytes_per_second";

export interface MeasuredTraffic {
  /** Of five minutes, or of an hour where the five minutes of the stretch are no longer all kept. */
  readonly stepMs: number;
  readonly bySource: ReadonlyMap<number, Traffic>;
}

/**
 * What machines received and sent over [from, to), each for itself, all its interfaces but the loopback together. Roll-ups of
 * five minutes are kept for 400 days; of a stretch that begins before them, all is told in hours, so that one rule holds for
 * the whole of it. `stepMs` asks for hours at once, where there are too many machines to read.
 */
export async function trafficOfSources(
  sourceIds: readonly number[],
  stretch: Stretch,
  stepMs = FIVE_MINUTES_MS,
): Promise<MeasuredTraffic> {
  return measured(sourceIds, await inSteps(sourceIds, "", stretch, stepMs), stretch, {
    stepMs,
    whole: (step) => step / 1_000 / IDLE_INTERVAL_SECONDS,
  });
}

/** What groups transferred, out of the sums that are kept of them; by the ids of `groupSourceId`. */
export async function trafficOfGroups(
  scopes: readonly GroupScope[],
  stretch: Stretch,
  stepMs = FIVE_MINUTES_MS,
): Promise<MeasuredTraffic> {
  const ids = scopes.map(groupSourceId);
  // A sum of five minutes is one value, whoever was heard in it.
  return measured(ids, await inSteps(ids, "group_", stretch, stepMs), stretch, {
    stepMs,
    whole: (step) => step / FIVE_MINUTES_MS,
  });
}

function measured(
  sourceIds: readonly number[],
  read: readonly SeriesSteps[],
  stretch: Stretch,
  asked: { readonly stepMs: number; readonly whole: (stepMs: number) => number },
): MeasuredTraffic {
  const stepMs = Math.max(asked.stepMs, ...read.map((one) => one.stepMs));
  const bySource = new Map<number, Traffic>();
  for (const sourceId of sourceIds) {
    const series = read
      .filter((one) => one.sourceId === sourceId && !one.key.includes('interface="lo"'))
      .map(({ key, steps }) => ({ direction: directionOf(key), steps }));
    if (series.length > 0) bySource.set(sourceId, trafficOf(stretch, stepMs, series, asked.whole(stepMs)));
  }
  return { stepMs, bySource };
}

async function inSteps(
  sourceIds: readonly number[],
  prefix: "" | "group_",
  { from, to }: Stretch,
  stepMs: number,
): Promise<SeriesSteps[]> {
  if (sourceIds.length === 0 || to <= from) return [];
  const series = [RECEIVED, SENT].map((name) => prefix + name);
  return rangeStepsOf({ sourceIds, series, from, to, maxPoints: Math.ceil((to - from) / stepMs), stepMs });
}

function directionOf(key: string): "received" | "sent" {
  return key.includes(RECEIVED) ? "received" : "sent";
}
