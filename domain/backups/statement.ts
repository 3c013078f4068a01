/** What an application could be brought back to, how fast, and how that stands to what was promised. Pure. */

import { type BackupRun, durationOf } from "./run.ts";
import type { JobStanding, RestoreProof } from "./standing.ts";

const DAY_MS = 86_400_000;
/** So far back the largest hole between two good backups is looked for. */
const MEASURED_DAYS = 30;

export interface SavedPart {
  readonly name: string;
  /** Whether orders and the like lie in it. */
  readonly isDatabase: boolean;
  readonly standing: Pick<JobStanding, "lastGood" | "restoreState">;
  readonly runs: readonly BackupRun[];
  readonly goodRestore: RestoreProof | null;
}

export interface Promised {
  readonly pointSeconds: number;
  readonly timeSeconds: number;
}

export interface Statement {
  /** The oldest of its parts' last good backups: to that instant all of it comes back. Null while a part has none. */
  readonly lastGoodAt: number | null;
  /** The parts that have none, by name. */
  readonly unsaved: readonly string[];
  /** The oldest of its parts' last good restores, null while a part has none. */
  readonly provenAt: number | null;
  /** How long all those restores took together: parts come back one after the other. */
  readonly measuredTimeMs: number | null;
  /** Parts whose return is not proven now, by name. */
  readonly unproven: readonly string[];
  /** The largest hole between two good backups of the last thirty days, the one up to now included. */
  readonly measuredPointMs: number | null;
  /** Since when what is in its databases would be lost; null where it has none, or one without a good backup. */
  readonly databasesFrom: number | null;
  readonly promised: Promised | null;
  /** Null where nothing is promised, or where it was not measured. */
  readonly isPointKept: boolean | null;
  readonly isTimeKept: boolean | null;
}

/** The statement of an application of these parts; undefined where nothing of it is saved by any of them. */
export function statementOf(
  parts: readonly SavedPart[],
  promised: Promised | null,
  now: number,
): Statement | undefined {
  if (parts.length === 0) return undefined;
  const lastGoodAt = oldest(parts.map(({ standing }) => standing.lastGood?.startedAt ?? null));
  const holes = parts.map(({ runs }) => largestHole(runs, now));
  const measuredPointMs = holes.includes(null) ? null : Math.max(...holes.map((hole) => hole ?? 0));
  const restores = parts.map(({ goodRestore }) => goodRestore);
  const measuredTimeMs = restores.includes(null)
    ? null
    : restores.reduce((sum, restore) => sum + (restore?.durationMs ?? 0), 0);
  const databases = parts.filter(({ isDatabase }) => isDatabase);
  return {
    lastGoodAt,
    unsaved: named(parts, ({ standing }) => standing.lastGood === null),
    provenAt: oldest(restores.map((restore) => restore?.at ?? null)),
    measuredTimeMs,
    unproven: named(parts, ({ standing }) => standing.restoreState !== "proven"),
    measuredPointMs,
    databasesFrom: oldest(databases.map(({ standing }) => standing.lastGood?.startedAt ?? null)),
    promised,
    isPointKept: kept(measuredPointMs, promised?.pointSeconds),
    isTimeKept: kept(measuredTimeMs, promised?.timeSeconds),
  };
}

/** What was saved is as old as the beginning of its run: what came while it ran may be in it, and may not. */
function largestHole(runs: readonly BackupRun[], now: number): number | null {
  const good = runs
    .filter(({ state, startedAt }) => state === "succeeded" && startedAt <= now)
    .sort((one, other) => one.startedAt - other.startedAt);
  const first = good[0];
  if (!first) return null;
  const from = now - MEASURED_DAYS * DAY_MS;
  let largest = 0;
  for (const [index, run] of good.entries()) {
    // Until the next one has ended this one is all there is.
    const next = good[index + 1];
    const until = next ? next.startedAt + (durationOf(next) ?? 0) : now;
    if (until > from) largest = Math.max(largest, until - run.startedAt);
  }
  return largest;
}

function kept(measuredMs: number | null, promisedSeconds: number | undefined): boolean | null {
  return measuredMs === null || promisedSeconds === undefined ? null : measuredMs <= promisedSeconds * 1_000;
}

/** Null where one of them is, and where there are none. */
function oldest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 || known.length < instants.length ? null : Math.min(...known);
}

function named(parts: readonly SavedPart[], isNamed: (part: SavedPart) => boolean): string[] {
  return parts.filter(isNamed).map(({ name }) => name);
}
