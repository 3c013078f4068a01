import { eq } from "drizzle-orm";

import type { Database } from "../client.server.ts";
import { checks } from "../schema/checks.ts";
import { projects } from "../schema/projects.ts";
import { DEMO_PEOPLE } from "./people.ts";

const PROJECT = "popgom";

/** What the ledger's services are made of; named here once. */
export const DEMO_CHECKS = { page: "Accueil de la boutique", journey: "Parcours d’achat" } as const;

/**
 * The demo's checks of its own shop, each allowed the shop's host and port on this machine. Once; when the shop moves to another
 * port they follow it. Nothing where there is no demo.
 */
export async function writeDemoChecks(db: Database, shopUrl: string, now = new Date()): Promise<void> {
  const [project] = await db.select({ id: projects.id }).from(projects).where(eq(projects.slug, PROJECT));
  if (!project) return;
  const { hostname: internalHost, port } = new URL(shopUrl);
  const url = new URL("/", shopUrl).href;
  const standing = await db.select().from(checks).where(eq(checks.projectId, project.id));
  if (standing.length > 0) return moveDemoChecks(db, standing, { url, internalHost, internalPort: Number(port) || 80 });
  const row = {
    projectId: project.id,
    internalHost,
    internalPort: Number(port) || 80,
    internalAllowedBy: DEMO_PEOPLE.admin.id,
    enabled: true,
    createdAt: now,
  };
  await db.insert(checks).values([
    {
      ...row,
      name: DEMO_CHECKS.page,
      kind: "http",
      target: { url, status: 200, text: "POPGOM", slowMs: 2_000 },
      intervalSeconds: 30,
      timeoutMs: 10_000,
      decides: true,
    },
    {
      ...row,
      name: DEMO_CHECKS.journey,
      kind: "journey",
      target: { url, slowMs: 40_000 },
      intervalSeconds: 300,
      timeoutMs: 55_000,
      decides: false,
    },
  ]);
}

async function moveDemoChecks(
  db: Database,
  standing: readonly (typeof checks.$inferSelect)[],
  { url, internalHost, internalPort }: { url: string; internalHost: string; internalPort: number },
): Promise<void> {
  const names: readonly string[] = Object.values(DEMO_CHECKS);
  for (const { id, name, target, internalPort: before } of standing) {
    if (!names.includes(name) || before === null || before === internalPort) continue;
    const moved = { target: { ...(target as object), url }, internalHost, internalPort };
    await db.update(checks).set(moved).where(eq(checks.id, id));
  }
}
