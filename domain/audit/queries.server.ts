import { and, count, desc, eq, gte, like, lt, or, type SQL } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { auditEntries } from "#db/schema/audit.ts";
import { clients } from "#db/schema/clients.ts";
import { projects } from "#db/schema/projects.ts";

export interface AuditFilter {
  /** Part of the actor's name. */
  readonly who?: string;
  /** Begins an action: "machine" finds "machine.rename" too. */
  readonly action?: string;
  /** Part of the subject's name. */
  readonly subject?: string;
  readonly clientId?: number;
  readonly projectId?: number;
  /** First instant. */
  readonly from?: Date;
  /** First instant that no longer counts. */
  readonly to?: Date;
}

const PAGE = 50;

/** The longest export: about 20 MB. Narrower filters give the rest. */
export const EXPORT_LIMIT = 50_000;

/** Who did what, on what, from where, when: the newest first, a page of 50 at a time. */
export async function auditTrail(db: Database, filter: AuditFilter, page = 1) {
  const where = matching(filter);
  const [entries, total] = await Promise.all([
    selectEntries(db)
      .where(where)
      .orderBy(desc(auditEntries.id))
      .limit(PAGE)
      .offset((page - 1) * PAGE),
    db.select({ entries: count() }).from(auditEntries).where(where),
  ]);
  const found = total[0]?.entries ?? 0;
  return { entries, total: found, pages: Math.max(1, Math.ceil(found / PAGE)) };
}

export type AuditEntry = Awaited<ReturnType<typeof auditTrail>>["entries"][number];

/** The same entries without pages, read in steps so that an export holds few at a time; EXPORT_LIMIT at most. */
export async function* auditExport(db: Database, filter: AuditFilter): AsyncGenerator<AuditEntry> {
  const step = 1_000;
  let before = Number.MAX_SAFE_INTEGER;
  for (let sent = 0; sent < EXPORT_LIMIT; sent += step) {
    const entries = await selectEntries(db)
      .where(and(matching(filter), lt(auditEntries.id, before)))
      .orderBy(desc(auditEntries.id))
      .limit(step);
    yield* entries;
    const oldest = entries.at(-1);
    if (!oldest || entries.length < step) return;
    before = oldest.id;
  }
}

/** The actions that the audit holds, for the filter's list. */
export async function auditActions(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ action: auditEntries.action }).from(auditEntries).orderBy(auditEntries.action);
  return rows.map((row) => row.action);
}

function selectEntries(db: Database) {
  return db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      actorName: auditEntries.actorName,
      action: auditEntries.action,
      subjectType: auditEntries.subjectType,
      subjectName: auditEntries.subjectName,
      clientName: clients.name,
      projectName: projects.name,
      address: auditEntries.address,
      detail: auditEntries.detail,
    })
    .from(auditEntries)
    .leftJoin(clients, eq(clients.id, auditEntries.clientId))
    .leftJoin(projects, eq(projects.id, auditEntries.projectId))
    .$dynamic();
}

function matching(filter: AuditFilter): SQL | undefined {
  return and(
    filter.who ? like(auditEntries.actorName, containing(filter.who)) : undefined,
    filter.action
      ? or(eq(auditEntries.action, filter.action), like(auditEntries.action, `${literal(filter.action)}.%`))
      : undefined,
    filter.subject ? like(auditEntries.subjectName, containing(filter.subject)) : undefined,
    filter.clientId ? eq(auditEntries.clientId, filter.clientId) : undefined,
    filter.projectId ? eq(auditEntries.projectId, filter.projectId) : undefined,
    filter.from ? gte(auditEntries.at, filter.from) : undefined,
    filter.to ? lt(auditEntries.at, filter.to) : undefined,
  );
}

function containing(text: string): string {
  return `%${literal(text)}%`;
}

/** % and _ of a search are the characters themselves. */
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
