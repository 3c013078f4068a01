import { eq } from "drizzle-orm";

import type { EnrolBody } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";
import { enrolmentTokens, sources, sourceTokens } from "#db/schema/sources.ts";
import { recordAudit } from "#domain/audit/record.server.ts";
import { newToken, tokenHash } from "#domain/machines/tokens.server.ts";

/**
 * Exchanges a one-time enrolment token for the machine's own token, once: its row is the lock. Tokens that the
 * machine had before stay good, because an agent that is being replaced still has its spool to send; revoking them
 * is a command of staff. Refused alike when unknown, used, expired, or of a retired machine.
 */
export async function enrolMachine(
  db: Database,
  { enrolment_token, hostname }: EnrolBody,
  address: string,
  now: Date,
): Promise<{ token: string; machine: string } | { refused: "notEnrollable" }> {
  const { token, hash } = newToken();
  return db.transaction(async (tx) => {
    const [enrolment] = await tx
      .select()
      .from(enrolmentTokens)
      .where(eq(enrolmentTokens.tokenHash, tokenHash(enrolment_token)))
      .for("update");
    if (!enrolment || enrolment.usedAt || enrolment.expiresAt <= now) return { refused: "notEnrollable" };
    const machine = await machineOf(tx, enrolment.sourceId);
    if (!machine || machine.retiredAt) return { refused: "notEnrollable" };

    await tx
      .update(enrolmentTokens)
      .set({ usedAt: now, usedFrom: address.slice(0, 64) })
      .where(eq(enrolmentTokens.id, enrolment.id));
    await tx.insert(sourceTokens).values({
      sourceId: enrolment.sourceId,
      tokenHash: hash,
      createdAt: now,
      createdBy: enrolment.createdBy,
    });
    const { id, name, clientId, projectId } = machine;
    const subject = { type: "machine", id, name };
    await recordAudit(
      tx,
      { id: null, name: `agent ${hostname}`.slice(0, 190), address },
      { action: "machine.enrol", subject, clientId, projectId, detail: { hostname } },
      now,
    );
    return { token, machine: name };
  });
}

async function machineOf(tx: Database, sourceId: number) {
  const [machine] = await tx
    .select({
      id: machines.id,
      name: machines.name,
      retiredAt: machines.retiredAt,
      projectId: machines.projectId,
      clientId: projects.clientId,
    })
    .from(sources)
    .innerJoin(machines, eq(machines.id, sources.machineId))
    .innerJoin(projects, eq(projects.id, machines.projectId))
    .where(eq(sources.id, sourceId));
  return machine;
}
