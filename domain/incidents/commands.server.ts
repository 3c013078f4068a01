import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { incidentEntries, incidents } from "#db/schema/incidents.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { IncidentEvent } from "./events.ts";
import { type IncidentEntryKind, type IncidentImpact, OLDEST_START_MS } from "./incident.ts";
import { tellStaff } from "./telling.server.ts";

export interface NewIncident {
  readonly title: string;
  readonly impact: IncidentImpact;
  readonly startedAt: Date;
  /** The first words for the client; null for none yet. */
  readonly text: string | null;
}

/** Opens an incident by hand. */
export async function openIncident(
  db: Database,
  projectId: number,
  actor: Actor,
  { text, ...incident }: NewIncident,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" | "outOfRange" }> {
  const agoMs = now.getTime() - incident.startedAt.getTime();
  if (agoMs < 0 || agoMs > OLDEST_START_MS) return { refused: "outOfRange" };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const [{ insertId: id }] = await tx.insert(incidents).values({ ...incident, projectId, createdAt: now });
    await tell(tx, id, actor, { kind: "opened", text, isPublic: true }, incident.startedAt);
    await journal(tx, actor, entryOf(project, { ...incident, id }, "open", "incident.opened"), now);
    await tellStaff(tx, project, { ...incident, id }, "opened", { by: actor.id, now });
    return { id };
  });
}

export interface Told {
  readonly incidentId: number;
  readonly text: string;
  /** For the client; else a note among staff. */
  readonly isPublic: boolean;
}

/** Adds words to an incident: an update for the client, or a note. */
export async function tellIncident(
  db: Database,
  projectId: number,
  actor: Actor,
  { incidentId, text, isPublic }: Told,
  now = new Date(),
): Promise<{ told: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const found = await lockIncident(tx, projectId, incidentId);
    if (!found) return { refused: "notFound" };
    await tell(tx, incidentId, actor, { kind: isPublic ? "update" : "note", text, isPublic }, now);
    await journal(tx, actor, entryOf(found.project, found.incident, "tell", "incident.told"), now);
    return { told: true };
  });
}

export interface Closing {
  readonly incidentId: number;
  /** Of the row that the editor read. */
  readonly version: number;
  /** When the service was well again. */
  readonly recoveredAt: Date;
  readonly cause: string;
  readonly summary: string;
}

/** Ends an incident with its cause and a summary, which the client reads. */
export async function closeIncident(
  db: Database,
  projectId: number,
  actor: Actor,
  { incidentId, version, ...closing }: Closing,
  now = new Date(),
): Promise<{ closed: true } | { refused: "notFound" | "endsBeforeItStarts" | "outOfRange" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const found = await lockIncident(tx, projectId, incidentId);
    if (!found || found.incident.closedAt) return { refused: "notFound" };
    const { incident, project } = found;
    if (incident.version !== version) return changedMeanwhile(tx, "incident", incidentId);
    if (closing.recoveredAt < incident.startedAt) return { refused: "endsBeforeItStarts" };
    if (closing.recoveredAt > now) return { refused: "outOfRange" };
    await tx
      .update(incidents)
      .set({ ...closing, closedAt: now, version: version + 1 })
      .where(eq(incidents.id, incidentId));
    await tell(tx, incidentId, actor, { kind: "closed", text: closing.summary, isPublic: true }, now);
    await journal(tx, actor, entryOf(project, incident, "close", "incident.closed"), now);
    return { closed: true };
  });
}

/** Writes an entry; the caller has locked the incident. A null actor is the platform. */
export async function tell(
  tx: Database,
  incidentId: number,
  actor: Actor | null,
  entry: { readonly kind: IncidentEntryKind; readonly text: string | null; readonly isPublic: boolean },
  at: Date,
): Promise<void> {
  const [authorId, authorName] = [actor?.id ?? null, actor?.name ?? null];
  await tx.insert(incidentEntries).values({ ...entry, incidentId, at, authorId, authorName });
}

async function lockIncident(tx: Database, projectId: number, incidentId: number) {
  const project = await lockProject(tx, projectId);
  if (!project) return undefined;
  const [incident] = await tx
    .select()
    .from(incidents)
    .where(and(eq(incidents.id, incidentId), eq(incidents.projectId, projectId)))
    .for("update");
  return incident && { project, incident };
}

export function entryOf(
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  { id, title, impact }: { readonly id: number; readonly title: string; readonly impact: IncidentImpact },
  verb: AuditVerb<"incident">,
  event: IncidentEvent,
) {
  const subject = { type: "incident", id, name: title };
  return { action: `incident.${verb}` as const, event, subject, clientId, projectId, detail: { impact } };
}
