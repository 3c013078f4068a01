import { database } from "#db/client.server.ts";
import { expectedEventsOf } from "#domain/capacity/expected/queries.server.ts";
import { newestForecasts, remainingOf } from "#domain/capacity/queries.server.ts";
import type { KeptForecast } from "#domain/capacity/remaining.ts";
import { projectTiers, type TierOrders, tierOrdersOf } from "#domain/capacity/tier-orders.server.ts";
import { isModel } from "#domain/capacity/tiers.ts";
import { keyOf, whatIf } from "#domain/capacity/what-if.ts";
import { whatIfQuestion } from "#domain/capacity/what-if-question.ts";
import { metricStore } from "#domain/metrics/store.server.ts";

interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly search: URLSearchParams;
  /** "2026-11-23". */
  readonly today: string;
}

/** The time remaining as it is and as it would be, what is expected, and what the tiers carry. */
export async function whatIfPicture({ project, search, today }: Asked, now: number) {
  const db = database();
  const [remaining, forecasts, tiers, orders, events] = await Promise.all([
    remainingOf(db, project.id),
    newestForecasts(db, project.id),
    projectTiers(db, project.id),
    tierOrdersOf(db, metricStore(), project, now),
    expectedEventsOf(db, project.id),
  ]);
  const shared = tiers
    .filter(({ isShared }) => isShared)
    .map(({ key, role, machines }) => ({
      key,
      role,
      ids: machines.map(({ id }) => id),
      names: machines.map(({ name }) => name),
    }));
  const resources = remaining.map((row) => ({ key: keyOf(row), kind: row.kind }));
  const question = whatIfQuestion(search, { resources, tiers: shared, today });
  const rows = remaining.flatMap((row) => {
    const kept = forecasts.find((one) => keyOf(one) === keyOf(row));
    const answer = kept && whatIf(kept, question.change, idleOf(kept, orders ?? []));
    return answer ? [{ ...row, whatIf: answer }] : [];
  });
  rows.sort((one, other) => compareDays(one.whatIf.after.early, other.whatIf.after.early));
  return {
    rows,
    question,
    resources: remaining.map(({ subject, subjectName, kind, name, unit, limit, ...row }) => ({
      ...{ key: keyOf({ subject, ...row }), subject, subjectName, kind, name, unit, limit },
    })),
    tiers: shared.map(({ key, role, names }) => ({ key, role, names })),
    orders,
    events,
  };
}

/** Cores in use without a visitor, where the shop's orders tell them. */
function idleOf({ kind, subject, subjectId, limit }: KeptForecast, tiers: readonly TierOrders[]): number {
  const tier = tiers.find(({ machines }) => machines.some(({ id }) => id === subjectId));
  if (kind !== "cpu" || !tier || !isModel(tier.model) || limit === null) return 0;
  const count = tier.machines.length;
  // Of a pair the limit is what is left without one.
  const cores = subject === "pair" && count > 1 ? (limit * count) / (count - 1) : limit;
  return subject === "machine" || subject === "pair" ? Math.max(0, tier.model.intercept) * cores : 0;
}

function compareDays(one: string | null, other: string | null): number {
  if (one === other) return 0;
  return one === null ? 1 : other === null ? -1 : one < other ? -1 : 1;
}

export type WhatIfPicture = Awaited<ReturnType<typeof whatIfPicture>>;
