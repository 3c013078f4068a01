import { dayAfter, dayOf } from "#domain/capacity/daily.ts";
import { capacitySettingsOf, newestFacts } from "#domain/capacity/queries.server.ts";
import { remainingRows } from "#domain/capacity/remaining.ts";
import type { ResourceKind, ResourceUnit } from "#domain/capacity/resource.ts";
import { scoreCard } from "#domain/capacity/score.server.ts";
import { type Score, type ScoredStep, scoresBy } from "#domain/capacity/score.ts";
import { pairMembersOf } from "#domain/capacity/watched.server.ts";

import type { ReportContext } from "../../section.ts";

/** A forecast as old as this is still the one that the report tells. */
const OLDEST_DAYS = 35;

/** How long a resource lasts. Values in its unit; days "2027-01-03", null beyond 13 months. */
export interface ReportedRemaining {
  readonly key: string;
  readonly subject: "machine" | "pair" | "application" | "project";
  readonly subjectName: string;
  readonly kind: ResourceKind;
  /** Of a filesystem its mount, of a database its name. */
  readonly name: string | null;
  readonly unit: ResourceUnit;
  readonly answer: "forecast" | "not_filling" | "over" | "too_little_history";
  readonly current: number | null;
  readonly limit: number;
  readonly early: string | null;
  readonly likely: string | null;
  readonly late: string | null;
  /** By when an action must be agreed to. */
  readonly actBy: string | null;
}

export interface ReportedScore extends Score {
  readonly step: ScoredStep;
  readonly kind: ResourceKind | null;
}

export interface CapacityData {
  /** The day whose end the forecasts' history reaches; null where none was made by the month's end. */
  readonly madeOn: string | null;
  /** Worst first. */
  readonly remaining: readonly ReportedRemaining[];
  /** What was said 30, 60 and 90 days before the month's days, against what was measured: of all, then by kind. */
  readonly scores: readonly ReportedScore[];
}

/** How long what there is lasts, as it was said at the month's end, and whether earlier forecasts of the month were right. */
export async function capacityData({ db, store, project, from, asOf }: ReportContext): Promise<CapacityData> {
  const day = dayOf(asOf);
  const [made, settings, pairs, card] = await Promise.all([
    newestFacts(db, project.id, { first: dayAfter(day, -OLDEST_DAYS), last: dayAfter(day, -1) }),
    capacitySettingsOf(db, project.id),
    pairMembersOf(db, project.id),
    scoreCard(db, project.id, { from, to: asOf }, { store, now: asOf }),
  ]);
  const rows = remainingRows(made, settings, pairs);
  const overall = [...scoresBy(card, ({ step }) => step)].map(([step, score]) => ({ step, kind: null, ...score }));
  const byKind = [...scoresBy(card, ({ step, kind }) => `${step} ${kind}`)].map(([key, score]) => {
    const [step = "30", kind = "cpu"] = key.split(" ");
    return { step: Number(step) as ScoredStep, kind: kind as ResourceKind, ...score };
  });
  return {
    madeOn: made[0]?.madeOn ?? null,
    remaining: rows.map((row) => ({
      key: `${row.subject}.${row.subjectId}.${row.resource}`,
      ...{ subject: row.subject, subjectName: row.subjectName, kind: row.kind, name: row.name, unit: row.unit },
      ...{ answer: row.answer, current: row.current, limit: row.limit },
      ...{ early: row.early, likely: row.likely, late: row.late, actBy: row.actBy },
    })),
    scores: [...overall, ...byKind].filter(({ count }) => count > 0),
  };
}
