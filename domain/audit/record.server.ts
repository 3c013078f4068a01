import type { Database } from "#db/client.server.ts";
import { auditEntries } from "#db/schema/audit.ts";

import type { AuditAction } from "./action.ts";

/** Who acts, and from where. Every command that a person causes takes one. */
export interface Actor {
  /** Null for the system. */
  readonly id: string | null;
  readonly name: string;
  /** Address of the browser; null for the system. */
  readonly address: string | null;
}

export interface NewAuditEntry {
  readonly action: AuditAction;
  readonly subject: { readonly type: string; readonly id: string | number; readonly name?: string };
  readonly clientId?: number | null;
  readonly projectId?: number | null;
  /** What changed, before and after; never a secret. */
  readonly detail?: Record<string, unknown>;
}

export const SYSTEM: Actor = { id: null, name: "Timonerie", address: null };

/** Writes an audit entry in the caller's transaction. The table refuses UPDATE and DELETE. */
export async function recordAudit(tx: Database, actor: Actor, entry: NewAuditEntry, now = new Date()): Promise<void> {
  await tx.insert(auditEntries).values({
    at: now,
    actorId: actor.id,
    actorName: actor.name,
    action: entry.action,
    subjectType: entry.subject.type,
    subjectId: String(entry.subject.id),
    subjectName: entry.subject.name ?? "",
    clientId: entry.clientId ?? null,
    projectId: entry.projectId ?? null,
    address: actor.address,
    detail: entry.detail ?? {},
  });
}
