import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { checks } from "#db/schema/checks.ts";
import { incidentEntries, incidents } from "#db/schema/incidents.ts";

import type { Incident, IncidentEntry, OpenIncident } from "./incident.ts";

export interface IncidentQuestion {
  readonly state: "open" | "closed";
  /** Notes among staff too. */
  readonly withNotes: boolean;
  /** The last incident of the page before. */
  readonly after?: { readonly at: Date; readonly id: number };
  readonly limit: number;
}

/** Incidents of a project, the newest first, with what was said in each. */
export async function incidentPage(db: Database, projectId: number, question: IncidentQuestion): Promise<Incident[]> {
  const { state, withNotes, after, limit } = question;
  const { startedAt, closedAt, id } = incidents;
  const rows = await db
    .select({ incident: incidents, check: checks.name })
    .from(incidents)
    .leftJoin(checks, eq(checks.id, incidents.checkId))
    .where(
      and(
        eq(incidents.projectId, projectId),
        state === "open" ? isNull(closedAt) : isNotNull(closedAt),
        after && or(lt(startedAt, after.at), and(eq(startedAt, after.at), lt(id, after.id))),
      ),
    )
    .orderBy(desc(startedAt), desc(id))
    .limit(limit);
  const ids = rows.map(({ incident }) => incident.id);
  const entries = await entriesOf(db, ids, withNotes);
  return rows.map(({ incident, check }) => ({ ...incident, check, entries: entries.get(incident.id) ?? [] }));
}

/** Incidents of a project that nobody has closed yet, or that began or were closed since, the newest first, without notes. */
export async function incidentsSince(db: Database, projectId: number, since: Date, limit: number) {
  const { startedAt, closedAt, id } = incidents;
  const rows = await db
    .select()
    .from(incidents)
    .where(and(eq(incidents.projectId, projectId), or(isNull(closedAt), gte(closedAt, since), gte(startedAt, since))))
    .orderBy(desc(startedAt), desc(id))
    .limit(limit);
  const ids = rows.map((incident) => incident.id);
  const entries = await entriesOf(db, ids, false);
  return rows.map((incident) => ({ ...incident, entries: entries.get(incident.id) ?? [] }));
}

/** The incidents of these projects that touch [from, to), oldest first: from their start to the recovery. */
export async function incidentsBetween(db: Database, projectIds: readonly number[], from: Date, to: Date) {
  if (projectIds.length === 0) return [];
  const { id, projectId, title, impact, startedAt, recoveredAt } = incidents;
  return db
    .select({ id, projectId, title, impact, startedAt, recoveredAt })
    .from(incidents)
    .where(
      and(
        inArray(projectId, [...projectIds]),
        lt(startedAt, to),
        or(gte(startedAt, from), isNull(recoveredAt), gt(recoveredAt, from)),
      ),
    )
    .orderBy(asc(startedAt), asc(id));
}

/** The incidents of a project that touch [from, to), oldest first, with what was said in each; notes among staff where asked for. */
export async function incidentsToldBetween(
  db: Database,
  projectId: number,
  { from, to }: { readonly from: Date; readonly to: Date },
  withNotes: boolean,
) {
  const { id, title, cause, startedAt, recoveredAt } = incidents;
  const rows = await db
    .select({ id, title, cause, startedAt, recoveredAt })
    .from(incidents)
    .where(and(eq(incidents.projectId, projectId), lt(startedAt, to), or(isNull(recoveredAt), gt(recoveredAt, from))))
    .orderBy(asc(startedAt), asc(id));
  const ids = rows.map((incident) => incident.id);
  const entries = await entriesOf(db, ids, withNotes);
  return rows.map((incident) => ({ ...incident, entries: entries.get(incident.id) ?? [] }));
}

/** The incidents of a project that nobody has closed yet: first those in which the service is not well, the newest first. */
export async function openIncidents(db: Database, projectId: number): Promise<OpenIncident[]> {
  return openIncidentsOf(db, [projectId]);
}

/** The same of several projects. */
export async function openIncidentsOf(
  db: Database,
  projectIds: readonly number[],
): Promise<(OpenIncident & { readonly projectId: number })[]> {
  if (projectIds.length === 0) return [];
  const { id, projectId, title, impact, startedAt, recoveredAt, closedAt } = incidents;
  return db
    .select({ id, projectId, title, impact, startedAt, recoveredAt })
    .from(incidents)
    .where(and(inArray(projectId, [...projectIds]), isNull(closedAt)))
    .orderBy(sql`${recoveredAt} is not null`, desc(startedAt), desc(id));
}

async function entriesOf(
  db: Database,
  incidentIds: readonly number[],
  withNotes: boolean,
): Promise<Map<number, IncidentEntry[]>> {
  const byIncident = new Map<number, IncidentEntry[]>();
  if (incidentIds.length === 0) return byIncident;
  const rows = await db
    .select()
    .from(incidentEntries)
    .where(
      and(
        inArray(incidentEntries.incidentId, [...incidentIds]),
        withNotes ? undefined : eq(incidentEntries.isPublic, true),
      ),
    )
    .orderBy(asc(incidentEntries.at), asc(incidentEntries.id));
  for (const { incidentId, id, at, kind, text, authorName, isPublic } of rows) {
    const list = byIncident.get(incidentId) ?? [];
    list.push({ id, at, kind, text, authorName, isPublic });
    byIncident.set(incidentId, list);
  }
  return byIncident;
}
