import { createHash, randomBytes } from "node:crypto";

import { and, count, eq, gt, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { apiTokens } from "#db/schema/api-tokens.ts";
import { user } from "#db/schema/identity.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { membershipsOf, usersOfClient } from "#domain/identity/queries.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import type { ApiTokenEvent } from "./events.ts";
import { apiTokensOf } from "./queries.server.ts";
import { API_SCOPES, MOST_DAYS, MOST_TOKENS, NAME_LENGTH, type NewApiToken, TOKEN_PREFIX } from "./token.ts";

export type ApiTokenRefusal = "notFound" | "nameMissing" | "scopeMissing" | "badExpiry" | "foreignProject" | "tooMany";

const DAY_MS = 24 * 3_600_000;

/** What is stored of a token, and compared as bytes. */
export function apiTokenHash(token: string): Buffer {
  return createHash("sha256").update(token, "utf8").digest();
}

/**
 * Makes a bearer token of 256 random bits for a user. Its text is in the answer and nowhere else: only its SHA-256 is
 * kept. A restriction names projects that the user sees now.
 */
export async function issueApiToken(
  db: Database,
  actor: Actor,
  userId: string,
  asked: NewApiToken,
  now = new Date(),
): Promise<{ id: number; token: string; expiresAt: Date } | { refused: ApiTokenRefusal }> {
  const { days, projectIds } = asked;
  const name = asked.name.trim();
  const scopes = API_SCOPES.filter((scope) => asked.scopes.includes(scope));
  if (name === "" || name.length > NAME_LENGTH) return { refused: "nameMissing" };
  if (scopes.length === 0) return { refused: "scopeMissing" };
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) return { refused: "badExpiry" };
  if (!(await seesAll(db, userId, projectIds))) return { refused: "foreignProject" };

  const token = TOKEN_PREFIX + randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  return db.transaction(async (tx) => {
    const [owner] = await tx.select({ id: user.id }).from(user).where(eq(user.id, userId)).for("update");
    if (!owner) return { refused: "notFound" };
    const [held] = await tx.select({ tokens: count() }).from(apiTokens).where(standing(userId, now));
    if ((held?.tokens ?? 0) >= MOST_TOKENS) return { refused: "tooMany" };

    const kept = { name, scopes, projectIds: projectIds && [...projectIds], expiresAt };
    const [inserted] = await tx
      .insert(apiTokens)
      .values({ ...kept, userId, tokenHash: apiTokenHash(token), createdAt: now });
    const { insertId: id } = inserted;
    const detail = { userId, scopes, projectIds, expiresAt: expiresAt.toISOString() };
    await journal(tx, actor, entry(id, name, "issue", "api-token.issued", detail), now);
    return { id, token, expiresAt };
  });
}

/** Ends one of the user's tokens; it answers nothing from the next request on. Who may is decided by the caller's guard. */
export async function revokeApiToken(
  db: Database,
  actor: Actor,
  userId: string,
  tokenId: number,
  now = new Date(),
): Promise<{ revoked: true } | { refused: "notFound" }> {
  return revoke(db, actor, { userId, tokenId, clientId: null }, now);
}

/**
 * The same for a client: ends a token of one of its users. A token that cannot reach the client is not found, nor is
 * anybody else's.
 */
export async function revokeTokenOfClient(
  db: Database,
  actor: Actor,
  clientId: number,
  tokenId: number,
  now = new Date(),
): Promise<{ revoked: true } | { refused: "notFound" }> {
  const userIds = (await usersOfClient(db, clientId)).map(({ id }) => id);
  for (const [userId, tokens] of await apiTokensOf(db, userIds, { now, clientId })) {
    if (tokens.some(({ id }) => id === tokenId)) return revoke(db, actor, { userId, tokenId, clientId }, now);
  }
  return { refused: "notFound" };
}

async function revoke(
  db: Database,
  actor: Actor,
  { userId, tokenId, clientId }: { userId: string; tokenId: number; clientId: number | null },
  now: Date,
): Promise<{ revoked: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const one = and(eq(apiTokens.id, tokenId), eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt));
    const [token] = await tx.select({ name: apiTokens.name }).from(apiTokens).where(one).for("update");
    if (!token) return { refused: "notFound" };

    await tx.update(apiTokens).set({ revokedAt: now, revokedBy: actor.id }).where(one);
    const told = entry(tokenId, token.name, "revoke", "api-token.revoked", { userId });
    await journal(tx, actor, clientId === null ? told : { ...told, clientId }, now);
    return { revoked: true };
  });
}

async function seesAll(db: Database, userId: string, projectIds: readonly number[] | null): Promise<boolean> {
  if (projectIds === null) return true;
  const seen = new Set((await projectsOf(db, await membershipsOf(db, userId))).map(({ id }) => id));
  return projectIds.length > 0 && projectIds.every((id) => seen.has(id));
}

function standing(userId: string, now: Date) {
  return and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now));
}

function entry(
  id: number,
  name: string,
  verb: AuditVerb<"api-token">,
  event: ApiTokenEvent,
  detail: Record<string, unknown>,
) {
  return { action: `api-token.${verb}` as const, event, subject: { type: "api-token", id, name }, detail };
}
