import type { Comparison } from "#domain/interventions/comparison.ts";
import { comparisonsOf, interventionsBetween, type ListedIntervention } from "#domain/interventions/queries.server.ts";

import type { ReportContext } from "../../section.ts";

/** So far ahead planned work is told. */
const AHEAD_MS = 45 * 86_400_000;

export interface ReportedWork {
  readonly id: number;
  readonly kind: "standard" | "normal" | "urgent";
  readonly title: string;
  readonly machines: readonly string[];
  /** The window as planned, and the work as it was done; epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

export interface DoneWork extends ReportedWork {
  readonly outcome: "done" | "rolled_back" | "running";
  /** So long past its window it went on; 0 where it did not. */
  readonly overrunMs: number;
  /** What the day after was beside the same day a week before; null until it was compared. */
  readonly comparison: Pick<Comparison, "verdict" | "figures"> | null;
}

export interface InterventionsData {
  readonly done: readonly DoneWork[];
  readonly planned: readonly ReportedWork[];
  /** Whose window lay in the month and that did not begin. */
  readonly calledOff: readonly ReportedWork[];
}

/** Work done in the month with what came of it, and what is planned after it, as it stood at the month's end. */
export async function interventionsData({ db, project, from, asOf }: ReportContext): Promise<InterventionsData> {
  const listed = await interventionsBetween(db, [project.id], {
    ...{ from: new Date(from), to: new Date(asOf + AHEAD_MS), withDrafts: false },
  });
  const known = listed.filter(({ createdAt }) => createdAt.getTime() <= asOf);
  const done = known.filter(({ startedAt }) => startedAt !== null && startedAt.getTime() < asOf);
  const rest = known.filter((one) => !done.includes(one));
  const isOff = ({ cancelledAt }: ListedIntervention) => cancelledAt !== null && cancelledAt.getTime() <= asOf;
  const compared = await comparisonsOf(
    db,
    done.map(({ id }) => id),
  );
  return {
    done: done.map((one) => doneWork(one, compared.get(one.id) ?? null, asOf)),
    planned: rest.filter((one) => !isOff(one) && one.from.getTime() >= asOf).map(workOf),
    calledOff: rest.filter((one) => isOff(one) && one.from.getTime() < asOf).map(workOf),
  };
}

function workOf({ id, kind, title, machines, from, to, startedAt, endedAt }: ListedIntervention): ReportedWork {
  return {
    ...{ id, kind, title, machines, from: from.getTime(), to: to.getTime() },
    ...{ startedAt: startedAt?.getTime() ?? null, endedAt: endedAt?.getTime() ?? null },
  };
}

function doneWork(one: ListedIntervention, comparison: DoneWork["comparison"], asOf: number): DoneWork {
  const work = workOf(one);
  const endedAt = work.endedAt !== null && work.endedAt <= asOf ? work.endedAt : null;
  return {
    ...work,
    endedAt,
    outcome: endedAt === null ? "running" : one.state === "rolled_back" ? "rolled_back" : "done",
    overrunMs: endedAt === null ? 0 : Math.max(0, endedAt - work.to),
    comparison: comparison && { verdict: comparison.verdict, figures: comparison.figures },
  };
}
