import { and, desc, eq, gte } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { checkRuns, checkStates, checks } from "#db/schema/checks.ts";
import { projects } from "#db/schema/projects.ts";
import { recordEvent } from "#domain/events/record.server.ts";

import type { CheckRun, CheckState } from "./check.ts";
import { changeOf, RECENT_RUNS, type RecentRun, type StateChange } from "./confirm.ts";
import { silenceMs } from "./schedule.ts";

export interface Recorded {
  readonly runId: number;
  /** What the run changed; null for nothing. */
  readonly change: StateChange | null;
}

/**
 * Keeps a run and writes the change of state that it confirms, if any. A repetition of the same run (check and instant) changes
 * nothing. A run that comes after younger ones is kept and decides nothing. `now` is the platform's clock, for events.
 */
export async function recordRun(
  db: Database,
  run: CheckRun,
  now = new Date(),
): Promise<Recorded | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const check = await lockedCheck(tx, run.checkId);
    if (!check) return { refused: "notFound" };
    const known = await runAt(tx, run);
    if (known) return { runId: known.id, change: null };
    const [inserted] = await tx.insert(checkRuns).values(run);
    const runId = inserted.insertId;

    const last = await lastChange(tx, run.checkId);
    const recent = await recentRuns(tx, run.checkId, last?.at ?? 0);
    if (recent.at(-1)?.at !== run.at) return { runId, change: null };
    const blind = blindBefore(check, recent, last);
    if (blind) await writeChange(tx, check, { change: blind, reason: "silence", runId: null, before: last }, now);
    const change = changeOf(blind ? recent.slice(-1) : recent, blind ?? last);
    if (change) await writeChange(tx, check, { change, reason: run.reason, runId, before: blind ?? last }, now);
    return { runId, change };
  });
}

/** Writes down of every enabled check of which nothing was heard for long that nobody looks. Returns how many. */
export async function noteSilence(db: Database, now = new Date()): Promise<number> {
  const enabled = await db.select({ id: checks.id }).from(checks).where(eq(checks.enabled, true));
  let noted = 0;
  for (const { id } of enabled) {
    noted += await db.transaction(async (tx) => {
      const check = await lockedCheck(tx, id);
      const [last, recent] = [await lastChange(tx, id), await recentRuns(tx, id, 0)];
      const heard = recent.at(-1);
      if (!check || !heard || last?.state === "unmonitored") return 0;
      if (now.getTime() - (heard.at + heard.durationMs) <= silenceMs(check)) return 0;
      const change = silentFrom(check, heard, last);
      await writeChange(tx, check, { change, reason: "silence", runId: null, before: last }, now);
      return 1;
    });
  }
  return noted;
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockedCheck>>>;

/** The check's row is the lock under which its runs follow each other. Its project is read without one: commands lock that first. */
async function lockedCheck(tx: Database, checkId: number) {
  const [check] = await tx.select().from(checks).where(eq(checks.id, checkId)).for("update");
  if (!check) return undefined;
  const [project] = await tx
    .select({ clientId: projects.clientId })
    .from(projects)
    .where(eq(projects.id, check.projectId));
  return { ...check, clientId: project?.clientId ?? null };
}

async function runAt(tx: Database, { checkId, at }: CheckRun) {
  const [known] = await tx
    .select({ id: checkRuns.id })
    .from(checkRuns)
    .where(and(eq(checkRuns.checkId, checkId), eq(checkRuns.at, at)));
  return known;
}

async function lastChange(tx: Database, checkId: number): Promise<StateChange | undefined> {
  const [last] = await tx
    .select({ at: checkStates.at, state: checkStates.state })
    .from(checkStates)
    .where(eq(checkStates.checkId, checkId))
    .orderBy(desc(checkStates.at))
    .limit(1);
  return last;
}

/** Oldest first. */
async function recentRuns(tx: Database, checkId: number, since: number): Promise<RecentRun[]> {
  const rows = await tx
    .select({ at: checkRuns.at, durationMs: checkRuns.durationMs, outcome: checkRuns.outcome })
    .from(checkRuns)
    .where(and(eq(checkRuns.checkId, checkId), gte(checkRuns.at, since)))
    .orderBy(desc(checkRuns.at))
    .limit(RECENT_RUNS);
  return rows.toReversed();
}

/** Where nobody looked for long before this run, the seconds between are nobody's to judge. */
function blindBefore(check: Locked, recent: readonly RecentRun[], last: StateChange | undefined): StateChange | null {
  const [before, run] = recent.slice(-2);
  if (!before || !run || !last || last.state === "unmonitored") return null;
  return run.at - (before.at + before.durationMs) > silenceMs(check) ? silentFrom(check, before, last) : null;
}

/** A run speaks for one interval. */
function silentFrom(check: Locked, heard: RecentRun, last: StateChange | undefined): StateChange {
  const at = heard.at + check.intervalSeconds * 1_000;
  return { state: "unmonitored", at: Math.max(at, (last?.at ?? 0) + 1) };
}

async function writeChange(
  tx: Database,
  { id, name, projectId, clientId }: Locked,
  told: { change: StateChange; reason: string | null; runId: number | null; before: StateChange | undefined },
  now: Date,
): Promise<void> {
  const { change, reason, runId, before } = told;
  await tx.insert(checkStates).values({ checkId: id, ...change, reason, runId });
  const state: CheckState = change.state;
  const at = new Date(change.at).toISOString();
  const data = { id, name, state, before: before?.state ?? null, at, reason, runId };
  await recordEvent(tx, { type: "check.changed", projectId, clientId, data }, now);
}
