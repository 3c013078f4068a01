import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { CHECK_LIMITS, type CheckTarget, type InternalAllowance } from "./check.ts";
import type { CheckEvent } from "./events.ts";
import { type Probe, probeNamed } from "./probes.server.ts";

/** A check as staff write it down. */
export interface NewCheck {
  readonly name: string;
  readonly target: CheckTarget;
  readonly intervalSeconds: number;
  readonly timeoutMs: number;
  readonly decides: boolean;
  readonly enabled: boolean;
  /** The one host and port inside that the check may reach; only staff call these commands ("check.manage"). */
  readonly allowed: InternalAllowance | null;
  /** The source whose token the probe shows that runs it; null for the platform's own probe. */
  readonly sourceId: number | null;
}

export type CheckRefusal = "notFound" | "noSuchProbe" | "tooManyChecks" | "tooSeldomToDecide" | "timeoutTooLong";

/** Adds a check to a project; its probe runs it within seconds. Refuses a probe that is not the project's. */
export async function addCheck(
  db: Database,
  projectId: number,
  actor: Actor,
  check: NewCheck,
  now = new Date(),
): Promise<{ id: number } | { refused: CheckRefusal }> {
  const refused = refusalOf(check);
  if (refused) return { refused };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const count = await tx.$count(checks, eq(checks.projectId, projectId));
    if (count >= CHECK_LIMITS.checksPerProject) return { refused: "tooManyChecks" };
    const probe = await probeNamed(tx, projectId, { sourceId: check.sourceId, before: null });
    if (probe === undefined) return { refused: "noSuchProbe" };
    const [{ insertId: id }] = await tx.insert(checks).values({ ...rowOf(check, actor), projectId, createdAt: now });
    await journal(tx, actor, entry(project, { id, ...check, probe }, "add", "check.added"), now);
    return { id };
  });
}

/** Changes a check. One that is switched off is unmonitored from then on; one that is given to another probe keeps its past. */
export async function editCheck(
  db: Database,
  projectId: number,
  actor: Actor,
  { checkId, version, ...check }: NewCheck & { readonly checkId: number; readonly version: number },
  now = new Date(),
): Promise<{ edited: true } | { refused: CheckRefusal } | ChangedMeanwhile> {
  const refused = refusalOf(check);
  if (refused) return { refused };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const before = project && (await lockCheck(tx, projectId, checkId));
    if (!project || !before) return { refused: "notFound" };
    if (before.version !== version) return changedMeanwhile(tx, "check", checkId);
    const probe = await probeNamed(tx, projectId, { sourceId: check.sourceId, before: before.sourceId });
    if (probe === undefined) return { refused: "noSuchProbe" };
    const row = { ...rowOf(check, actor), version: version + 1 };
    await tx.update(checks).set(row).where(eq(checks.id, checkId));
    if (before.enabled && !check.enabled) await endWatch(tx, checkId, now);
    await journal(tx, actor, entry(project, { id: checkId, ...check, probe }, "edit", "check.edited"), now);
    return { edited: true };
  });
}

/** Asks the probe for a run as soon as it can. */
export async function askRun(
  db: Database,
  projectId: number,
  actor: Actor,
  checkId: number,
  now = new Date(),
): Promise<{ asked: true } | { refused: "notFound" | "switchedOff" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const check = project && (await lockCheck(tx, projectId, checkId));
    if (!project || !check) return { refused: "notFound" };
    if (!check.enabled) return { refused: "switchedOff" };
    await tx.update(checks).set({ runAskedAt: now.getTime() }).where(eq(checks.id, checkId));
    const subject = { type: "check", id: checkId, name: check.name };
    const event: CheckEvent = "check.run_asked";
    await journal(tx, actor, { action: "check.run", event, subject, clientId: project.clientId, projectId }, now);
    return { asked: true };
  });
}

function refusalOf({ decides, intervalSeconds, timeoutMs, target }: NewCheck): CheckRefusal | null {
  if (decides && intervalSeconds > CHECK_LIMITS.decidingSeconds) return "tooSeldomToDecide";
  // A journey opens a browser: its interval may be shorter than its time-out. Others would run over each other.
  if (target.kind !== "journey" && timeoutMs > intervalSeconds * 1_000) return "timeoutTooLong";
  return null;
}

function rowOf(check: NewCheck, actor: Actor) {
  const { name, target, intervalSeconds, timeoutMs, decides, enabled, allowed, sourceId } = check;
  const { kind, ...rest } = target;
  return {
    ...{ name, kind, target: rest, intervalSeconds, timeoutMs, decides, enabled, sourceId },
    internalHost: allowed?.host ?? null,
    internalPort: allowed?.port ?? null,
    internalAllowedBy: allowed ? actor.id : null,
  };
}

async function lockCheck(tx: Database, projectId: number, checkId: number) {
  const [check] = await tx
    .select()
    .from(checks)
    .where(and(eq(checks.id, checkId), eq(checks.projectId, projectId)))
    .for("update");
  return check;
}

async function endWatch(tx: Database, checkId: number, now: Date): Promise<void> {
  const change = { checkId, at: now.getTime(), state: "unmonitored", reason: "switchedOff", runId: null } as const;
  await tx.insert(checkStates).values(change);
}

type Told = NewCheck & { readonly id: number; readonly probe: Probe | null };

function entry(
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  { id, name, target, allowed, intervalSeconds, decides, enabled, probe }: Told,
  verb: AuditVerb<"check">,
  event: CheckEvent,
) {
  const subject = { type: "check", id, name };
  const detail = { target, allowed, intervalSeconds, decides, enabled, probe: probe?.name ?? null };
  return { action: `check.${verb}` as const, event, subject, clientId, projectId, detail };
}
