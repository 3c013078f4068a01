import { and, asc, desc, eq, gt, isNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { incidents } from "#db/schema/incidents.ts";
import { journal } from "#domain/audit/journal.server.ts";
import { SYSTEM } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { entryOf, tell } from "./commands.server.ts";
import { SAME_INCIDENT_MS } from "./incident.ts";
import { tellStaff } from "./telling.server.ts";

/** Changes that are older when they are first seen open nothing: they are history, not news. */
const NEWS_MS = 24 * 3_600_000;

type Check = Pick<typeof checks.$inferSelect, "id" | "projectId" | "name">;
type Place = NonNullable<Awaited<ReturnType<typeof lockProject>>>;
type Change = typeof checkStates.$inferSelect;

/**
 * Opens an incident where a check that decides availability fell, and tells in it when the service recovered and fell
 * again: one incident however often it flaps. Recovery never closes it: people do, with a cause. May be run again.
 */
export async function followChecks(db: Database, now = new Date()): Promise<void> {
  const deciding = await db
    .select({ id: checks.id, projectId: checks.projectId, name: checks.name })
    .from(checks)
    .where(and(eq(checks.decides, true), eq(checks.enabled, true)));
  for (const check of deciding) {
    await db.transaction(async (tx) => {
      const project = await lockProject(tx, check.projectId);
      if (!project) return;
      for (const change of await newsOf(tx, check, now)) await follow(tx, project, check, change, now);
    });
  }
}

/** What the check's last incident has not told yet. */
async function newsOf(tx: Database, { id }: Check, now: Date): Promise<Change[]> {
  const [last] = await tx
    .select({ told: incidents.toldStateId })
    .from(incidents)
    .where(eq(incidents.checkId, id))
    .orderBy(desc(incidents.toldStateId))
    .limit(1);
  const since = gt(checkStates.at, now.getTime() - NEWS_MS);
  return tx
    .select()
    .from(checkStates)
    .where(and(eq(checkStates.checkId, id), since, last?.told ? gt(checkStates.id, last.told) : undefined))
    .orderBy(asc(checkStates.at));
}

async function follow(tx: Database, project: Place, check: Check, change: Change, now: Date): Promise<void> {
  const at = new Date(change.at);
  const incident = await standing(tx, check, at);
  if (change.state === "down") {
    if (incident) await again(tx, incident, change, at);
    else await open(tx, project, check, change, now);
  } else if (incident && incident.recoveredAt === null && change.state === "up") {
    await tx.update(incidents).set({ recoveredAt: at, toldStateId: change.id }).where(eq(incidents.id, incident.id));
    await tell(tx, incident.id, null, { kind: "recovered", text: null, isPublic: true }, at);
    await journal(tx, SYSTEM, entryOf(project, incident, "recover", "incident.recovered"), now);
    await tellStaff(tx, project, incident, "recovered", { by: null, now });
  } else if (incident) {
    // Our own blindness, or a service that is half well, ends nothing.
    await tx.update(incidents).set({ toldStateId: change.id }).where(eq(incidents.id, incident.id));
  }
}

/** The incident that a change belongs to: one that lasts, or that ended a moment ago and nobody has closed. */
async function standing(tx: Database, { id }: Check, at: Date) {
  const [incident] = await tx
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.checkId, id),
        isNull(incidents.closedAt),
        or(isNull(incidents.recoveredAt), gt(incidents.recoveredAt, new Date(at.getTime() - SAME_INCIDENT_MS))),
      ),
    )
    .orderBy(desc(incidents.id))
    .limit(1)
    .for("update");
  return incident;
}

async function again(tx: Database, incident: typeof incidents.$inferSelect, change: Change, at: Date): Promise<void> {
  await tx.update(incidents).set({ recoveredAt: null, toldStateId: change.id }).where(eq(incidents.id, incident.id));
  if (incident.recoveredAt === null) return;
  await tell(tx, incident.id, null, { kind: "again", text: change.reason, isPublic: true }, at);
}

async function open(
  tx: Database,
  project: Place,
  check: Check,
  { id: toldStateId, reason, at }: Change,
  now: Date,
): Promise<void> {
  const title = await whatFell(tx, check);
  const incident = { title, impact: "down" as const, startedAt: new Date(at) };
  const [{ insertId: id }] = await tx
    .insert(incidents)
    .values({ ...incident, projectId: project.id, checkId: check.id, toldStateId, createdAt: now });
  await tell(tx, id, null, { kind: "opened", text: reason, isPublic: true }, incident.startedAt);
  await journal(tx, SYSTEM, entryOf(project, { ...incident, id }, "open", "incident.opened"), now);
  await tellStaff(tx, project, { ...incident, id }, "opened", { by: null, now });
}

/** What the client calls it: the first service that the check judges; a check of none by its own name. */
async function whatFell(tx: Database, { id, name }: Check): Promise<string> {
  const [service] = await tx
    .select({ name: services.name })
    .from(services)
    .innerJoin(serviceParts, eq(serviceParts.serviceId, services.id))
    .where(eq(serviceParts.checkId, id))
    .orderBy(asc(services.id))
    .limit(1);
  return service?.name ?? name;
}
