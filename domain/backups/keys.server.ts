import { hash, randomBytes } from "node:crypto";

import { and, asc, count, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { backupKeys } from "#db/schema/backups.ts";
import { clients } from "#db/schema/clients.ts";
import { projects } from "#db/schema/projects.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

/** More keys than this a project has no use for. */
export const MAX_KEYS = 20;

/**
 * Makes a key of 192 random bits with which scripts of a project tell of its backups. Its text is in the answer and nowhere else: only its
 * SHA-256 is kept. It tells, and reads nothing.
 */
export async function issueBackupKey(
  db: Database,
  actor: Actor,
  projectId: number,
  now = new Date(),
): Promise<{ id: number; key: string } | { refused: "notFound" | "tooManyKeys" }> {
  // In hex, so that no shell and no address takes a character for its own.
  const key = randomBytes(24).toString("hex");
  return db.transaction(async (tx) => {
    const project = await lockedProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const [keys] = await tx.select({ held: count() }).from(backupKeys).where(standing(projectId));
    if ((keys?.held ?? 0) >= MAX_KEYS) return { refused: "tooManyKeys" };

    const [inserted] = await tx
      .insert(backupKeys)
      .values({ projectId, keyHash: hashOf(key), createdAt: now, createdBy: actor.id });
    const id = inserted.insertId;
    const entry = { action: "backup-key.issue", event: "backup-key.issued" } as const;
    await journal(tx, actor, { ...entry, ...ofKey(id, project) }, now);
    return { id, key };
  });
}

/** Ends a key of the project: from the next word on nobody is heard with it. */
export async function revokeBackupKey(
  db: Database,
  actor: Actor,
  projectId: number,
  keyId: number,
  now = new Date(),
): Promise<{ revoked: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const project = await lockedProject(tx, projectId);
    const one = and(standing(projectId), eq(backupKeys.id, keyId));
    const [key] = await tx.select({ id: backupKeys.id }).from(backupKeys).where(one).for("update");
    if (!project || !key) return { refused: "notFound" };

    await tx.update(backupKeys).set({ revokedAt: now }).where(one);
    const entry = { action: "backup-key.revoke", event: "backup-key.revoked" } as const;
    await journal(tx, actor, { ...entry, ...ofKey(keyId, project) }, now);
    return { revoked: true };
  });
}

/** The project's keys that open now, oldest first. */
export async function backupKeysOf(db: Database, projectId: number) {
  const { id, createdAt, createdBy, lastUsedAt } = backupKeys;
  return db
    .select({ id, createdAt, createdBy, lastUsedAt })
    .from(backupKeys)
    .where(standing(projectId))
    .orderBy(asc(backupKeys.id));
}

/** The key of this text and its project; undefined where it is unknown, revoked, or of a project that is retired. */
export async function keyOf(db: Database, key: string): Promise<{ id: number; projectId: number } | undefined> {
  const [found] = await db
    .select({ id: backupKeys.id, projectId: backupKeys.projectId })
    .from(backupKeys)
    .innerJoin(projects, eq(projects.id, backupKeys.projectId))
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .where(and(eq(backupKeys.keyHash, hashOf(key)), isNull(backupKeys.revokedAt), ...alive));
  return found;
}

export async function noteKeyUse(db: Database, keyId: number, now: Date): Promise<void> {
  await db.update(backupKeys).set({ lastUsedAt: now }).where(eq(backupKeys.id, keyId));
}

const alive = [isNull(projects.retiredAt), isNull(clients.retiredAt)];

/** What is stored of a key, and compared as bytes. */
function hashOf(key: string): Buffer {
  return hash("sha256", key, "buffer");
}

type LockedProject = Pick<typeof projects.$inferSelect, "id" | "clientId" | "name">;

async function lockedProject(tx: Database, projectId: number): Promise<LockedProject | undefined> {
  const [project] = await tx
    .select({ id: projects.id, clientId: projects.clientId, name: projects.name })
    .from(projects)
    .where(and(eq(projects.id, projectId), isNull(projects.retiredAt)))
    .for("update");
  return project;
}

function standing(projectId: number) {
  return and(eq(backupKeys.projectId, projectId), isNull(backupKeys.revokedAt));
}

function ofKey(id: number, { id: projectId, clientId, name }: LockedProject) {
  return { subject: { type: "backup-key", id, name }, clientId, projectId };
}
