import type { Database } from "#db/client.server.ts";
import type { AuditAction } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import type { BackupEvent } from "./events.ts";

/** Writes what was done to a backup in the audit and as an event, in the command's transaction. */
export function tell(
  tx: Database,
  actor: Actor,
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  subject: { readonly type: string; readonly id: number; readonly name: string },
  [action, event]: readonly [AuditAction, BackupEvent],
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> {
  return journal(tx, actor, { action, event, subject, clientId, projectId, detail }, now);
}
