import { and, asc, eq, gt, gte, inArray, lt, lte, max, sql } from "drizzle-orm";
import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { serviceParts } from "#db/schema/availability.ts";
import { checkRuns, checkStates, checks } from "#db/schema/checks.ts";
import { machines } from "#db/schema/machines.ts";
import { stateHistory } from "#domain/machines/queries.server.ts";
import type { MachineStateName } from "#domain/machines/state.ts";

import type { Stretch } from "./ledger.ts";
import type { EvidenceChange, EvidencePart } from "./service.ts";
import { silenceSince, withSilences } from "./silence.ts";
import type { PartState } from "./verdict.ts";

/**
 * Everything that is known of the parts of a service within a stretch, each preceded by the change with which it entered it.
 * A check that has not run for long is unmonitored from then to `now`, whatever it said last.
 */
export async function evidenceOf(
  db: Database,
  projectId: number,
  serviceId: number,
  stretch: Stretch,
  now: number,
): Promise<EvidencePart[]> {
  const [ofChecks, ofMachines] = await Promise.all([
    checkParts(db, projectId, serviceId, stretch, now),
    machineParts(db, projectId, serviceId, stretch),
  ]);
  return [...ofChecks, ...ofMachines];
}

async function checkParts(
  db: Database,
  projectId: number,
  serviceId: number,
  stretch: Stretch,
  now: number,
): Promise<EvidencePart[]> {
  const parts = await db
    .select({ id: checks.id, name: checks.name, intervalSeconds: checks.intervalSeconds })
    .from(serviceParts)
    .innerJoin(checks, eq(checks.id, serviceParts.checkId))
    .where(and(eq(serviceParts.serviceId, serviceId), eq(checks.projectId, projectId)))
    .orderBy(asc(serviceParts.id));
  return Promise.all(
    parts.map(async ({ id, name, intervalSeconds }) => {
      const [changes, heardAt] = await Promise.all([changesOfCheck(db, id, stretch), lastHeard(db, id)]);
      const silence = silenceSince(heardAt, intervalSeconds, now);
      return {
        name,
        kind: "check" as const,
        checkId: id,
        intervalSeconds,
        changes: withSilences(changes, silence ? [silence] : []),
      };
    }),
  );
}

/** Recorded changes of a check within the stretch, and the one before it. */
async function changesOfCheck(db: Database, checkId: number, { from, to }: Stretch): Promise<EvidenceChange[]> {
  const ofCheck = eq(checkStates.checkId, checkId);
  const [entered] = await db
    .select({ at: max(checkStates.at) })
    .from(checkStates)
    .where(and(ofCheck, lte(checkStates.at, from)));
  return db
    .select({ at: checkStates.at, state: checkStates.state, reason: checkStates.reason, runId: checkStates.runId })
    .from(checkStates)
    .where(and(ofCheck, gt(checkStates.at, (entered?.at ?? from) - 1), lt(checkStates.at, to)))
    .orderBy(asc(checkStates.at));
}

/** When the check last spoke, epoch milliseconds: its last run, or where it has none its last recorded state. */
async function lastHeard(db: Database, checkId: number): Promise<number | null> {
  const [run] = await db
    .select({ at: max(checkRuns.at) })
    .from(checkRuns)
    .where(eq(checkRuns.checkId, checkId));
  if (run?.at) return run.at;
  const [state] = await db
    .select({ at: max(checkStates.at) })
    .from(checkStates)
    .where(eq(checkStates.checkId, checkId));
  return state?.at ?? null;
}

/** A machine in trouble still serves; one that says nothing proves nothing. Only a check can call a service down. */
const OF_MACHINES: Readonly<Record<MachineStateName, PartState>> = {
  ok: "up",
  warn: "up",
  crit: "degraded",
  mute: "unmonitored",
  never: "unmonitored",
};

async function machineParts(
  db: Database,
  projectId: number,
  serviceId: number,
  { from, to }: Stretch,
): Promise<EvidencePart[]> {
  const parts = await db
    .select({ id: machines.id, name: machines.name })
    .from(serviceParts)
    .innerJoin(machines, eq(machines.id, serviceParts.machineId))
    .where(and(eq(serviceParts.serviceId, serviceId), eq(machines.projectId, projectId)))
    .orderBy(asc(serviceParts.id));
  if (parts.length === 0) return [];
  const ids = new Set(parts.map(({ id }) => id));
  const history = await stateHistory(db, projectId, { from: new Date(from), to: new Date(to) });
  const ofParts = history.filter(({ machineId }) => ids.has(machineId));
  return parts.map(({ id, name }) => ({
    name,
    kind: "machine" as const,
    checkId: null,
    intervalSeconds: IDLE_INTERVAL_SECONDS,
    changes: ofParts
      .filter(({ machineId }) => machineId === id)
      .map(({ at, state }) => ({ at: at.getTime(), state: OF_MACHINES[state], reason: null, runId: null })),
  }));
}

/** What the runs kept that showed these changes, by the run's id. */
export async function runEvidence(db: Database, projectId: number, runIds: readonly number[]) {
  if (runIds.length === 0) return [];
  return db
    .select({ id: checkRuns.id, checkId: checkRuns.checkId, at: checkRuns.at, evidence: checkRuns.evidence })
    .from(checkRuns)
    .innerJoin(checks, eq(checks.id, checkRuns.checkId))
    .where(and(inArray(checkRuns.id, [...runIds]), eq(checks.projectId, projectId)));
}

/** A run that kept a picture of what went wrong, whichever check it was of. */
export interface PictureRun {
  readonly id: number;
  readonly at: number;
  readonly check: string;
  readonly files: readonly KeptFile[];
}

/** The first run of each stretch that kept a picture, of any check of the project, by the start of its stretch. */
export async function picturesWithin(
  db: Database,
  projectId: number,
  stretches: readonly Stretch[],
): Promise<Map<number, PictureRun>> {
  const found = await Promise.all(
    stretches.map(async ({ from, to }) => {
      const [run] = await db
        .select({ id: checkRuns.id, at: checkRuns.at, check: checks.name, evidence: checkRuns.evidence })
        .from(checkRuns)
        .innerJoin(checks, eq(checks.id, checkRuns.checkId))
        .where(
          and(
            eq(checks.projectId, projectId),
            gte(checkRuns.at, from),
            lt(checkRuns.at, to),
            sql`json_contains_path(${checkRuns.evidence}, 'one', '$.screenshot')`,
          ),
        )
        .orderBy(asc(checkRuns.at))
        .limit(1);
      return run && ([from, { id: run.id, at: run.at, check: run.check, files: keptFiles(run.evidence) }] as const);
    }),
  );
  return new Map(found.filter((one) => one !== undefined));
}

export type KeptFile = "screenshot" | "console";

/** Which files a run kept, as the address of its evidence names them. */
export function keptFiles(evidence: unknown): KeptFile[] {
  const names = evidence as { readonly screenshot?: string; readonly console?: string };
  return (["screenshot", "console"] as const).filter((file) => names[file] !== undefined);
}
