import type { Database } from "#db/client.server.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import type { MachineEvent } from "./events.ts";

/** Writes what was done to a machine, in its transaction, under the name it has from now on. */
export async function journalMachine(
  tx: Database,
  actor: Actor,
  { id, name, clientId, projectId }: { id: number; name: string; clientId: number; projectId: number },
  verb: AuditVerb<"machine">,
  event: MachineEvent,
  now: Date,
  detail?: Record<string, unknown>,
): Promise<void> {
  const subject = { type: "machine", id, name };
  await journal(tx, actor, { action: `machine.${verb}` as const, event, subject, clientId, projectId, detail }, now);
}
