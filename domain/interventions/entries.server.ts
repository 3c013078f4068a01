import type { Database } from "#db/client.server.ts";
import { type INTERVENTION_ENTRY_KINDS, interventionEntries } from "#db/schema/interventions.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import { type Actor, SYSTEM } from "#domain/audit/record.server.ts";

import type { InterventionEvent } from "./events.ts";
import type { InterventionRow, LockedProject } from "./rows.server.ts";

export type EntryKind = (typeof INTERVENTION_ENTRY_KINDS)[number];

export interface NewEntry {
  readonly kind: EntryKind;
  /** What somebody wrote; the kind's own words are made when it is read. */
  readonly text?: string;
  /** Whether the client reads it; notes among staff are not. */
  readonly isPublic?: boolean;
  readonly data?: Record<string, unknown>;
}

/** Writes what happened; no entry is ever changed or taken away. The caller has locked the intervention. */
export async function addEntry(
  tx: Database,
  interventionId: number,
  actor: Actor | null,
  { kind, text = "", isPublic = true, data }: NewEntry,
  at: Date,
): Promise<void> {
  const [authorId, authorName] = [actor?.id ?? null, actor?.name ?? null];
  await tx.insert(interventionEntries).values({ interventionId, at, kind, text, isPublic, authorId, authorName, data });
}

/** The audit entry and the event of what was done to an intervention. */
export async function journalIntervention(
  tx: Database,
  actor: Actor | null,
  { id: projectId, clientId }: Pick<LockedProject, "id" | "clientId">,
  row: Pick<InterventionRow, "id" | "title" | "kind" | "from" | "to">,
  told: {
    readonly verb: AuditVerb<"intervention">;
    readonly event: InterventionEvent;
    readonly detail?: Record<string, unknown>;
  },
  now: Date,
): Promise<void> {
  const subject = { type: "intervention", id: row.id, name: row.title };
  const window = { kind: row.kind, from: row.from.toISOString(), to: row.to.toISOString() };
  const detail = { ...window, ...told.detail };
  const action = `intervention.${told.verb}` as const;
  await journal(tx, actor ?? SYSTEM, { action, event: told.event, subject, clientId, projectId, detail }, now);
}
