import { actionsOf } from "#domain/capacity/actions.server.ts";
import { expectedEventsOf } from "#domain/capacity/expected/queries.server.ts";
import type { ShownAction } from "#domain/capacity/shown-action.ts";
import { interventionsBetween } from "#domain/interventions/queries.server.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";
import { pinsOf } from "#domain/pins/queries.server.ts";

import type { ReportContext } from "../../section.ts";

/** So far ahead plans are asked about. */
const AHEAD_MS = 60 * 86_400_000;

export interface Ask {
  readonly kind: "action" | "intervention";
  readonly id: number;
  readonly title: string;
  readonly detail: string;
  /** The last day on which an answer still serves, "2026-12-04"; null where nothing presses. */
  readonly dueOn: string | null;
  readonly costMonthly: number | null;
  readonly costOnce: number | null;
  readonly currency: string;
}

export interface ReportedAction {
  readonly id: number;
  readonly title: string;
  readonly about: string;
  /** As it stood at the month's end. */
  readonly state: "proposed" | "agreed" | "planned" | "done" | "dropped";
  readonly owner: string;
  readonly dueOn: string | null;
  readonly doneAt: number | null;
  readonly costMonthly: number | null;
  readonly costOnce: number | null;
  readonly currency: string;
}

export interface ReportedEvent {
  readonly id: number;
  readonly title: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Of the orders of the same days without it; then as it was measured, null while it was not. */
  readonly multiplier: number;
  readonly measured: number | null;
}

export interface ReportedPin {
  readonly id: number;
  readonly title: string;
  readonly sentence: string;
  readonly path: string;
  readonly at: number;
}

export interface DecisionsData {
  /** What waited for the client's word at the month's end, the nearest day first. */
  readonly asks: readonly Ask[];
  readonly actions: readonly ReportedAction[];
  readonly events: readonly ReportedEvent[];
  /** Facts that staff kept for this report. */
  readonly pins: readonly ReportedPin[];
}

/** What is asked of the client, what is done about what will be short, what the client expects, and what staff kept. */
export async function decisionsData({ db, project, from, to, asOf, timeZone }: ReportContext): Promise<DecisionsData> {
  const [actions, works, events, pins] = await Promise.all([
    actionsOf(db, project.id),
    interventionsBetween(db, [project.id], {
      ...{ from: new Date(asOf), to: new Date(asOf + AHEAD_MS), withDrafts: false },
    }),
    expectedEventsOf(db, project.id),
    pinsOf(db, project.id),
  ]);
  const known = actions.filter(({ createdAt }) => createdAt.getTime() <= asOf);
  const isBy = (at: Date | null) => at !== null && at.getTime() <= asOf;
  const dayOf = (at: number) => wallTime(at, timeZone).slice(0, 10);
  const [first, last, ahead] = [dayOf(from), dayOf(to - 1), dayOf(asOf + AHEAD_MS)];
  const asked = known.filter(
    ({ state, answeredAt, doneAt }) => state !== "dropped" && !isBy(answeredAt) && !isBy(doneAt),
  );
  const plans = works.filter(
    (one) => isBy(one.submittedAt) && !isBy(one.agreedAt) && !isBy(one.cancelledAt) && !isBy(one.startedAt),
  );
  const asks: Ask[] = [
    ...asked.map(({ id, title, detail, dueOn, costMonthly, costOnce, currency }) => ({
      ...{ kind: "action" as const, id, title, detail, dueOn, costMonthly, costOnce, currency },
    })),
    ...plans.map(({ id, title, from: begins }) => ({
      ...{ kind: "intervention" as const, id, title, detail: "", dueOn: dayOf(begins.getTime()) },
      ...{ costMonthly: null, costOnce: null, currency: "EUR" },
    })),
  ];
  return {
    asks: asks.toSorted(
      (one, other) => (one.dueOn ?? "9999").localeCompare(other.dueOn ?? "9999") || one.id - other.id,
    ),
    actions: known
      .filter(({ doneAt, state }) => state !== "dropped" && (doneAt === null || doneAt.getTime() >= from))
      .map((action) => actionAt(action, asOf)),
    events: events
      .filter(({ createdAt, withdrawnAt }) => createdAt.getTime() <= asOf && withdrawnAt === null)
      .filter(({ startsOn, endsOn }) => endsOn >= first && startsOn <= ahead)
      .map(({ id, title, startsOn, endsOn, multiplier, outcome }) => ({
        ...{ id, title, startsOn, endsOn, multiplier },
        measured: endsOn <= last ? (outcome?.multiplier ?? null) : null,
      }))
      .toSorted((one, other) => one.startsOn.localeCompare(other.startsOn) || one.id - other.id),
    pins: pins
      .filter((pin) => pin.for === "report" && pin.at.getTime() >= from && pin.at.getTime() <= asOf)
      .map(({ id, title, sentence, path, at }) => ({ id, title, sentence, path, at: at.getTime() }))
      .reverse(),
  };
}

/** As it stood at an instant: what was answered or done since is of a later report. */
function actionAt(action: ShownAction, asOf: number): ReportedAction {
  const { id, title, subjectName, ownerName, dueOn, costMonthly, costOnce, currency, answeredAt, doneAt } = action;
  const isBy = (at: Date | null) => at !== null && at.getTime() <= asOf;
  const isDone = isBy(doneAt);
  const agreed = action.state === "planned" ? "planned" : "agreed";
  const state = isDone ? "done" : isBy(answeredAt) && action.state !== "proposed" ? agreed : "proposed";
  return {
    ...{ id, title, about: subjectName, state, owner: ownerName, dueOn, costMonthly, costOnce, currency },
    doneAt: isDone ? (doneAt?.getTime() ?? null) : null,
  };
}
