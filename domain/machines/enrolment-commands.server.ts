import { and, eq, gt, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { enrolmentTokens, sources, sourceTokens } from "#db/schema/sources.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { journalMachine } from "./journal.server.ts";
import { lockMachine } from "./locks.server.ts";
import { newToken } from "./tokens.server.ts";

/** How long a machine may take to present its enrolment token. */
export const ENROLMENT_HOURS = 24;

/**
 * Makes the token with which a machine enrols, once, within 24 hours. The text is returned here and never again:
 * only its hash is kept. A token issued before and not used yet stops working, so that one at most is about.
 */
export async function issueEnrolmentToken(
  db: Database,
  projectId: number,
  machineId: number,
  actor: Actor,
  now = new Date(),
): Promise<{ token: string; expiresAt: Date } | { refused: "notFound" }> {
  const { token, hash } = newToken();
  const expiresAt = new Date(now.getTime() + ENROLMENT_HOURS * 3_600_000);

  return db.transaction(async (tx) => {
    const machine = await lockMachine(tx, projectId, machineId);
    if (!machine) return { refused: "notFound" };

    const sourceId = (await sourceOf(tx, projectId, machineId)) ?? (await addSource(tx, projectId, machineId, now));
    await expireEnrolments(tx, sourceId, now);
    await tx
      .insert(enrolmentTokens)
      .values({ sourceId, tokenHash: hash, createdAt: now, createdBy: actor.id, expiresAt });
    const detail = { expiresAt: expiresAt.toISOString() };
    await journalMachine(tx, actor, machine, "issue-enrolment", "machine.enrolment-issued", now, detail);
    return { token, expiresAt };
  });
}

/**
 * Revokes the machine's own tokens and any enrolment under way: it is refused from its next push on, keeps its
 * spool, and must be enrolled anew to be heard.
 */
export async function revokeMachineToken(
  db: Database,
  projectId: number,
  machineId: number,
  actor: Actor,
  now = new Date(),
): Promise<{ revoked: number } | { refused: "notFound" | "nothingToRevoke" }> {
  return db.transaction(async (tx) => {
    const machine = await lockMachine(tx, projectId, machineId);
    if (!machine) return { refused: "notFound" };

    const tokens = await closeTokens(tx, projectId, machineId, now);
    if (tokens.revoked + tokens.expired === 0) return { refused: "nothingToRevoke" };
    await journalMachine(tx, actor, machine, "revoke-token", "machine.token-revoked", now, tokens);
    return { revoked: tokens.revoked };
  });
}

/** Revokes what the machine pushes with and expires what it could enrol with, in the caller's transaction. */
export async function closeTokens(
  tx: Database,
  projectId: number,
  machineId: number,
  now: Date,
): Promise<{ revoked: number; expired: number }> {
  const sourceId = await sourceOf(tx, projectId, machineId);
  if (sourceId === undefined) return { revoked: 0, expired: 0 };

  const [revoked] = await tx
    .update(sourceTokens)
    .set({ revokedAt: now })
    .where(and(eq(sourceTokens.sourceId, sourceId), isNull(sourceTokens.revokedAt)));
  return { revoked: revoked.affectedRows, expired: await expireEnrolments(tx, sourceId, now) };
}

async function expireEnrolments(tx: Database, sourceId: number, now: Date): Promise<number> {
  const [expired] = await tx
    .update(enrolmentTokens)
    .set({ expiresAt: now })
    .where(
      and(eq(enrolmentTokens.sourceId, sourceId), isNull(enrolmentTokens.usedAt), gt(enrolmentTokens.expiresAt, now)),
    );
  return expired.affectedRows;
}

async function sourceOf(tx: Database, projectId: number, machineId: number): Promise<number | undefined> {
  const [source] = await tx
    .select({ id: sources.id })
    .from(sources)
    .where(and(eq(sources.projectId, projectId), eq(sources.machineId, machineId)));
  return source?.id;
}

async function addSource(tx: Database, projectId: number, machineId: number, now: Date): Promise<number> {
  const [inserted] = await tx.insert(sources).values({ projectId, machineId, createdAt: now });
  return inserted.insertId;
}
