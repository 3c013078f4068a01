import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { prepared } from "#db/prepared.ts";
import { apiTokens } from "#db/schema/api-tokens.ts";
import { clients } from "#db/schema/clients.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { projects } from "#db/schema/projects.ts";
import type { ProjectScope } from "#domain/identity/scope.ts";

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

/**
 * What a token is, whose, what its user may do now, and the project of a slug, whoever may see it: one statement, for it is
 * the beginning of every answer. Nothing here says yet whether the token may be used.
 */
export async function tokenByHash(db: Database, hash: Buffer, slug: string | null = null) {
  const rows = await rowsByHash(db).execute({ hash, slug });
  const [first] = rows;
  if (!first) return undefined;
  const { token, owner, project, projectClient } = first;
  const scope: ProjectScope | undefined = project && projectClient ? { ...project, client: projectClient } : undefined;
  return { token, owner, memberships: rows.flatMap(({ membership }) => membership ?? []), project: scope };
}

const rowsByHash = prepared((db) =>
  db
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
      project: projects,
      projectClient: { id: clients.id, slug: clients.slug, name: clients.name },
    })
    .from(apiTokens)
    .innerJoin(user, eq(user.id, apiTokens.userId))
    .leftJoin(memberships, eq(memberships.userId, apiTokens.userId))
    .leftJoin(projects, and(eq(projects.slug, sql.placeholder("slug")), isNull(projects.retiredAt)))
    .leftJoin(clients, and(eq(clients.id, projects.clientId), isNull(clients.retiredAt)))
    .where(eq(apiTokens.tokenHash, sql.placeholder("hash")))
    .prepare(),
);

async function projectNames(db: Database, ids: readonly number[], clientId?: number): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(and(inArray(projects.id, [...ids]), clientId === undefined ? undefined : eq(projects.clientId, clientId)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
