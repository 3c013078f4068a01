import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { apiTokens } from "#db/schema/api-tokens.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { projects } from "#db/schema/projects.ts";

import { type ApiTokenFacts, knownScopes } from "./token.ts";

/**
 * The tokens of these users that work now, by user id; oldest first. For a client's own eyes only those that may reach it,
 * and of their projects only its own.
 */
export async function apiTokensOf(
  db: Database,
  userIds: readonly string[],
  { now = new Date(), clientId }: { readonly now?: Date; readonly clientId?: number } = {},
): Promise<Map<string, ApiTokenFacts[]>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(apiTokens)
    .where(and(inArray(apiTokens.userId, [...userIds]), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now)))
    .orderBy(asc(apiTokens.id));
  const names = await projectNames(
    db,
    rows.flatMap(({ projectIds }) => projectIds ?? []),
    clientId,
  );

  const tokens = new Map<string, ApiTokenFacts[]>();
  for (const { userId, scopes, projectIds, id, name, createdAt, expiresAt, lastUsedAt } of rows) {
    const reached = projectIds?.flatMap((projectId) => names.get(projectId) ?? []) ?? null;
    if (clientId !== undefined && reached?.length === 0) continue;
    const facts = { id, name, scopes: knownScopes(scopes), projects: reached, createdAt, expiresAt, lastUsedAt };
    tokens.set(userId, [...(tokens.get(userId) ?? []), facts]);
  }
  return tokens;
}

/** What a token is, whose, and what its user may do now, in one statement. Nothing here says yet whether it may be used. */
export async function tokenByHash(db: Database, hash: Buffer) {
  const rows = await db
    .select({
      token: {
        id: apiTokens.id,
        userId: apiTokens.userId,
        scopes: apiTokens.scopes,
        projectIds: apiTokens.projectIds,
        expiresAt: apiTokens.expiresAt,
        revokedAt: apiTokens.revokedAt,
      },
      owner: { name: user.name, isDemo: user.demo, lockedAt: user.lockedAt },
      membership: { role: memberships.role, clientId: memberships.clientId, projectId: memberships.projectId },
    })
    .from(apiTokens)
    .innerJoin(user, eq(user.id, apiTokens.userId))
    .leftJoin(memberships, eq(memberships.userId, apiTokens.userId))
    .where(eq(apiTokens.tokenHash, hash));
  const [first] = rows;
  return first && { ...first, memberships: rows.flatMap(({ membership }) => membership ?? []) };
}

async function projectNames(db: Database, ids: readonly number[], clientId?: number): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(and(inArray(projects.id, [...ids]), clientId === undefined ? undefined : eq(projects.clientId, clientId)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
