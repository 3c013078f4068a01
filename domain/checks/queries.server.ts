import { and, asc, desc, eq, inArray, isNull, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { checkRuns, checkStates, checks } from "#db/schema/checks.ts";

import type {
  CheckKind,
  CheckState,
  CheckTarget,
  Evidence,
  InternalAllowance,
  PlannedCheck,
  RunOutcome,
  Timings,
} from "./check.ts";
import { type Probe, probesOfProject } from "./probes.server.ts";
import { silenceMs } from "./schedule.ts";

/** A check as its page shows it; instants are epoch milliseconds. */
export interface CheckRecord extends PlannedCheck {
  readonly decides: boolean;
  readonly enabled: boolean;
  readonly version: number;
  /** Who runs it; null for the platform's own probe. */
  readonly probe: Probe | null;
  /** Since when its probe says nothing, where that is longer than three intervals: nobody looks, which is no outage. */
  readonly silentSince: number | null;
  readonly internalAllowedBy: string | null;
  /** Undefined before its first run was judged. */
  readonly state: { readonly state: CheckState; readonly since: number; readonly reason: string | null } | undefined;
  readonly lastRun: RunRecord | undefined;
}

export interface RunRecord {
  readonly id: number;
  readonly checkId: number;
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: RunOutcome;
  readonly reason: string | null;
  readonly timings: Timings;
  readonly evidence: Evidence;
}

/** The enabled checks of the platform's own probe (null), or of the probe with this source's token. */
export async function plannedChecks(db: Database, sourceId: number | null): Promise<PlannedCheck[]> {
  const whose = sourceId === null ? isNull(checks.sourceId) : eq(checks.sourceId, sourceId);
  const rows = await db
    .select()
    .from(checks)
    .where(and(whose, eq(checks.enabled, true)))
    .orderBy(asc(checks.id));
  return rows.map(planned);
}

/** Whether the probe with this source's token is the one that runs the check. */
export async function isOfSource(db: Database, sourceId: number, checkId: number): Promise<boolean> {
  const [found] = await db
    .select({ id: checks.id })
    .from(checks)
    .where(and(eq(checks.id, checkId), eq(checks.sourceId, sourceId)));
  return found !== undefined;
}

/** The checks of a project with their present state. One that is silent for long is unmonitored, whatever was last written. */
export async function checksOfProject(db: Database, projectId: number, now = new Date()): Promise<CheckRecord[]> {
  const rows = await db.select().from(checks).where(eq(checks.projectId, projectId)).orderBy(asc(checks.id));
  const ids = rows.map(({ id }) => id);
  const isElsewhere = rows.some(({ sourceId }) => sourceId !== null);
  const [states, runs, probes] = await Promise.all([
    newestStates(db, ids),
    newestRuns(db, ids),
    isElsewhere ? probesOfProject(db, projectId) : [],
  ]);
  return rows.map((row) => {
    const lastRun = runs.get(row.id);
    return {
      ...planned(row),
      decides: row.decides,
      enabled: row.enabled,
      version: row.version,
      probe: probes.find(({ sourceId }) => sourceId === row.sourceId) ?? null,
      silentSince: silentSince(row, lastRun, now),
      internalAllowedBy: row.internalAllowedBy,
      state: presentState(row, states.get(row.id), lastRun, now),
      lastRun,
    };
  });
}

/** The last runs of a check of the project, newest first. */
export async function runsOfCheck(
  db: Database,
  projectId: number,
  checkId: number,
  limit: number,
): Promise<RunRecord[]> {
  const rows = await db
    .select({ run: checkRuns })
    .from(checkRuns)
    .innerJoin(checks, eq(checks.id, checkRuns.checkId))
    .where(and(eq(checks.projectId, projectId), eq(checks.id, checkId)))
    .orderBy(desc(checkRuns.at))
    .limit(limit);
  return rows.map(({ run }) => runRecord(run));
}

/** One run of the project, for what was kept of it. */
export async function runOfProject(db: Database, projectId: number, runId: number): Promise<RunRecord | undefined> {
  const [row] = await db
    .select({ run: checkRuns })
    .from(checkRuns)
    .innerJoin(checks, eq(checks.id, checkRuns.checkId))
    .where(and(eq(checks.projectId, projectId), eq(checkRuns.id, runId)));
  return row && runRecord(row.run);
}

type CheckRow = typeof checks.$inferSelect;

function planned(row: CheckRow): PlannedCheck {
  return {
    id: row.id,
    name: row.name,
    target: { ...(row.target as object), kind: row.kind satisfies CheckKind } as CheckTarget,
    intervalSeconds: row.intervalSeconds,
    timeoutMs: row.timeoutMs,
    allowed: allowance(row),
    runAskedAt: row.runAskedAt,
  };
}

function allowance({ internalHost: host, internalPort: port }: CheckRow): InternalAllowance | null {
  return host !== null && port !== null ? { host, port } : null;
}

function runRecord(row: typeof checkRuns.$inferSelect): RunRecord {
  return { ...row, timings: row.timings as Timings, evidence: row.evidence as Evidence };
}

async function newestStates(db: Database, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, typeof checkStates.$inferSelect>();
  const newest = db
    .select({ checkId: checkStates.checkId, at: max(checkStates.at).as("newest_at") })
    .from(checkStates)
    .where(inArray(checkStates.checkId, [...ids]))
    .groupBy(checkStates.checkId)
    .as("newest");
  const rows = await db
    .select({ state: checkStates })
    .from(checkStates)
    .innerJoin(newest, and(eq(newest.checkId, checkStates.checkId), eq(newest.at, checkStates.at)));
  return new Map(rows.map(({ state }) => [state.checkId, state]));
}

async function newestRuns(db: Database, ids: readonly number[]): Promise<Map<number, RunRecord>> {
  if (ids.length === 0) return new Map();
  const newest = db
    .select({ checkId: checkRuns.checkId, at: max(checkRuns.at).as("newest_at") })
    .from(checkRuns)
    .where(inArray(checkRuns.checkId, [...ids]))
    .groupBy(checkRuns.checkId)
    .as("newest");
  const rows = await db
    .select({ run: checkRuns })
    .from(checkRuns)
    .innerJoin(newest, and(eq(newest.checkId, checkRuns.checkId), eq(newest.at, checkRuns.at)));
  return new Map(rows.map(({ run }) => [run.checkId, runRecord(run)]));
}

/** A check that never ran has been silent since it was made. */
function silentSince(check: CheckRow, lastRun: RunRecord | undefined, now: Date): number | null {
  const heardUntil = lastRun ? lastRun.at + lastRun.durationMs : check.createdAt.getTime();
  return check.enabled && now.getTime() - heardUntil > silenceMs(check) ? heardUntil : null;
}

function presentState(
  check: CheckRow,
  written: typeof checkStates.$inferSelect | undefined,
  lastRun: RunRecord | undefined,
  now: Date,
): CheckRecord["state"] {
  if (!written) return undefined;
  const { state, at: since, reason } = written;
  const heardUntil = lastRun ? lastRun.at + lastRun.durationMs : since;
  const isSilent = state !== "unmonitored" && now.getTime() - heardUntil > silenceMs(check);
  if (!isSilent) return { state, since, reason };
  return { state: "unmonitored", since: (lastRun?.at ?? since) + check.intervalSeconds * 1_000, reason: "silence" };
}
