import { and, desc, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { auditEntries } from "#db/schema/audit.ts";
import { recordEvent } from "#domain/events/record.server.ts";

import type { AuditAction } from "./action.ts";
import { type Actor, recordAudit } from "./record.server.ts";

export interface JournalEntry {
  /** For people: "machine.rename". */
  readonly action: AuditAction;
  /** concept.past-tense for programs, as the concept's events.ts names it: "machine.renamed". */
  readonly event: string;
  readonly subject: { readonly type: string; readonly id: string | number; readonly name: string };
  readonly clientId?: number | null;
  readonly projectId?: number | null;
  /** What changed; never a secret. */
  readonly detail?: Record<string, unknown>;
}

/** Writes what a command did twice, in its transaction: an audit entry for people, an event for programs. */
export async function journal(tx: Database, actor: Actor, entry: JournalEntry, now: Date): Promise<void> {
  const { action, event, subject, clientId, projectId, detail } = entry;
  await recordAudit(tx, actor, { action, subject, clientId, projectId, detail }, now);
  await recordEvent(
    tx,
    { type: event, clientId, projectId, actorId: actor.id, data: { id: subject.id, name: subject.name, ...detail } },
    now,
  );
}

/** Somebody wrote the row between the reading and the writing of this edit; `last` is who and when, if the audit knows. */
export interface ChangedMeanwhile {
  readonly refused: "changedMeanwhile";
  readonly last: { readonly actorName: string; readonly at: Date; readonly action: string } | null;
}

/** The refusal of an edit whose version is no longer the row's, with the newest audit entry on the same subject. */
export async function changedMeanwhile(
  tx: Database,
  subjectType: string,
  subjectId: string | number,
): Promise<ChangedMeanwhile> {
  const [last] = await tx
    .select({ actorName: auditEntries.actorName, at: auditEntries.at, action: auditEntries.action })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectType, subjectType), eq(auditEntries.subjectId, String(subjectId))))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return { refused: "changedMeanwhile", last: last ?? null };
}
