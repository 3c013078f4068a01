/** How a backup stands: its last good run, what is wrong with it, what proves it, when the next is due. Pure. */

import { type Proof, type ProofState, proofState } from "./proof.ts";
import type { BackupRun, RunTerms } from "./run.ts";
import { nextTime, parseSchedule, previousTime, type Schedule, timesBetween } from "./schedule.ts";
import { slotsOf } from "./slots.ts";
import {
  type Away,
  growthOf,
  isTooLong,
  overlapping,
  type Shrink,
  type SlotVerdict,
  shrinkOf,
  verdictsOf,
} from "./verdict.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of what runs often only the last so many slots are looked at, of all others the last days. */
const MOST_SLOTS = 60;
const SHOWN_DAYS = 35;

export interface JobFacts extends RunTerms {
  readonly schedule: string | null;
  /** Since when its schedule counts; epoch milliseconds. */
  readonly watchedFrom: number;
  readonly checkDays: number;
  readonly restoreDays: number;
}

export interface RestoreProof extends Proof {
  readonly durationMs: number;
  /** The instant of the data that came back. */
  readonly pointAt: number | null;
}

export interface JobHistory {
  /** Of the last weeks at least, in any order. */
  readonly runs: readonly BackupRun[];
  /** The newest; null where there was none. */
  readonly check: Proof | null;
  readonly restore: RestoreProof | null;
  /** The newest that succeeded, which may be older than the newest. */
  readonly goodRestore: RestoreProof | null;
}

/** What is wrong with it, the worst first. */
export type Trouble =
  | "missed"
  | "failed"
  | "neverRan"
  | "checkFailed"
  | "restoreFailed"
  | "shrunk"
  | "tooLong"
  | "overlap";

export interface JobStanding {
  readonly state: "good" | "bad" | "strange" | "waiting";
  readonly troubles: readonly Trouble[];
  /** Oldest first; without a schedule none. */
  readonly slots: readonly SlotVerdict[];
  /** The newest that succeeded. */
  readonly lastGood: BackupRun | null;
  readonly lastRun: BackupRun | null;
  readonly shrink: Shrink | null;
  /** In thirty days, as a share of itself. */
  readonly growth: number | null;
  readonly nextAt: number | null;
  readonly checkState: ProofState;
  readonly restoreState: ProofState;
}

/** On which clock it is judged, and when nobody could hear of it. */
export interface Hearing {
  readonly timeZone: string;
  readonly away: Away | null;
}

export function jobStanding(job: JobFacts, history: JobHistory, { timeZone, away }: Hearing, now: number): JobStanding {
  const runs = [...history.runs].sort((one, other) => one.startedAt - other.startedAt);
  const schedule = scheduleOf(job);
  const slots = schedule ? slotVerdicts(job, schedule, runs, { timeZone, away }, now) : [];
  const lastRun = runs.at(-1) ?? null;
  const lastGood = runs.findLast(({ state }) => state === "succeeded") ?? null;
  const shrink = lastGood && shrinkOf(lastGood, runs);
  const { check, restore } = history;
  const facts = {
    slots,
    lastRun,
    lastGood,
    shrink,
    checkFailed: check?.state === "failed",
    restoreFailed: restore?.state === "failed",
  };
  const troubles = troublesOf(job, facts, runs, now);
  return {
    state: stateOf(troubles, lastGood),
    ...{ troubles, slots, lastGood, lastRun, shrink },
    growth: growthOf(runs, now),
    nextAt: schedule && nextTime(schedule, now, timeZone),
    checkState: proofState(check, job.checkDays, now),
    restoreState: proofState(restore, job.restoreDays, now),
  };
}

/** The job's schedule; null where it has none, or one that this program does not read any more. */
export function scheduleOf({ schedule }: Pick<JobFacts, "schedule">): Schedule | null {
  const parsed = schedule === null ? null : parseSchedule(schedule);
  return parsed === null || "refused" in parsed ? null : parsed;
}

function slotVerdicts(job: JobFacts, schedule: Schedule, runs: readonly BackupRun[], hearing: Hearing, now: number) {
  const { timeZone, away } = hearing;
  const last = previousTime(schedule, now, timeZone);
  const before = last === null ? null : previousTime(schedule, last - 1, timeZone);
  if (last === null) return [];
  const spacing = before === null ? DAY_MS : last - before;
  const from = Math.max(job.watchedFrom, now - Math.min(SHOWN_DAYS * DAY_MS, Math.max(DAY_MS, MOST_SLOTS * spacing)));
  const times = timesBetween(schedule, from, now + 1, timeZone);
  return verdictsOf(slotsOf(times, runs), runs, job, now, away);
}

interface TroubleFacts extends Pick<JobStanding, "slots" | "lastRun" | "lastGood" | "shrink"> {
  readonly checkFailed: boolean;
  readonly restoreFailed: boolean;
}

function troublesOf(job: JobFacts, facts: TroubleFacts, runs: readonly BackupRun[], now: number): Trouble[] {
  const { slots, lastRun, lastGood, shrink, checkFailed, restoreFailed } = facts;
  const judged = slots.findLast(({ state }) => state !== "due" && state !== "running");
  // A run that was made by hand since makes good what was missed, whatever slot it is of.
  const isMadeGood = judged !== undefined && (lastGood?.startedAt ?? Number.NEGATIVE_INFINITY) > judged.at;
  const found: Trouble[] = [];
  if (judged?.state === "missed" && !isMadeGood) found.push(lastGood ? "missed" : "neverRan");
  if (judged?.state === "failed" && !isMadeGood) found.push("failed");
  if (slots.length === 0 && lastRun?.state === "failed") found.push("failed");
  if (checkFailed) found.push("checkFailed");
  if (restoreFailed) found.push("restoreFailed");
  if (shrink) found.push("shrunk");
  if (lastRun && isTooLong(lastRun, job, now)) found.push("tooLong");
  if (lastRun && overlapping(runs, now).has(lastRun.id)) found.push("overlap");
  return found;
}

const BAD: readonly Trouble[] = ["missed", "failed", "neverRan", "checkFailed", "restoreFailed"];

function stateOf(troubles: readonly Trouble[], lastGood: BackupRun | null): JobStanding["state"] {
  if (troubles.some((trouble) => BAD.includes(trouble))) return "bad";
  if (troubles.length > 0) return "strange";
  return lastGood ? "good" : "waiting";
}
