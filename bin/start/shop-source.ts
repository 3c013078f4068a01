import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { applications, projects } from "#db/schema/projects.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";
import { newToken, tokenHash } from "#domain/machines/tokens.server.ts";
import type { Settings } from "./settings.ts";

const PROJECT = "popgom";
const APPLICATION = "boutique";

/**
 * The token with which the demo's shop pushes its figures as the application "boutique", which becomes a source here.
 * Undefined where the model has no such application, or TIMONERIE_DEMO is off.
 */
export async function shopPushToken(
  db: Database,
  { data, demo }: Pick<Settings, "data" | "demo">,
  now = new Date(),
): Promise<string | undefined> {
  if (demo === "off") return undefined;
  const sourceId = await shopSource(db, now);
  if (sourceId === undefined) return undefined;
  const file = join(data, "secrets", "shop-push.token");
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (before !== undefined && (await isTokenOf(db, sourceId, before))) return before;

  // The file first: a crash in between costs a token that nobody knows.
  const { token } = newToken();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, token, { mode: 0o600 });
  await db.insert(sourceTokens).values({ sourceId, tokenHash: tokenHash(token), createdAt: now });
  return token;
}

/** The source of the demo's shop, made where there is none yet; undefined where the demo is not there. */
export async function shopSource(db: Database, now: Date): Promise<number | undefined> {
  const [shop] = await db
    .select({ projectId: projects.id, applicationId: applications.id, sourceId: sources.id })
    .from(applications)
    .innerJoin(projects, eq(projects.id, applications.projectId))
    .leftJoin(sources, eq(sources.applicationId, applications.id))
    .where(and(eq(projects.slug, PROJECT), eq(applications.slug, APPLICATION)))
    .limit(1);
  if (!shop || shop.sourceId !== null) return shop?.sourceId ?? undefined;
  const { projectId, applicationId } = shop;
  const [made] = await db.insert(sources).values({ projectId, applicationId, createdAt: now }).$returningId();
  return made?.id;
}

/** The database may be another one by now, or the token revoked in the extranet. */
async function isTokenOf(db: Database, sourceId: number, token: string): Promise<boolean> {
  const known = and(
    eq(sourceTokens.sourceId, sourceId),
    eq(sourceTokens.tokenHash, tokenHash(token)),
    isNull(sourceTokens.revokedAt),
  );
  return (await db.$count(sourceTokens, known)) > 0;
}
