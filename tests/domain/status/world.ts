import type { Database } from "#db/client.server.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { editStatusPage } from "#domain/status/commands.server.ts";
import type { StatusVisibility } from "#domain/status/page.ts";
import { statusPageOf } from "#domain/status/queries.server.ts";
import type { FixtureUser } from "#tests/support/world.ts";

/** What nobody outside may ever read. */
export const INNER_NAMES = { check: "sonde-web-1.interne", service: "svc-shop-prod", reason: "connect ECONNREFUSED" };

interface Shown {
  readonly visibility?: StatusVisibility;
  readonly title?: string;
  /** State changes of its check, epoch milliseconds. */
  readonly changes?: readonly (readonly [at: number, state: "up" | "degraded" | "down"])[];
}

/** A status page of a project with one service, judged by one check that decides. */
export async function statusWorld(db: Database, projectId: number, author: FixtureUser, shown: Shown = {}) {
  const { visibility = "public", title = "POPGOM", changes = [] } = shown;
  const createdAt = new Date();
  const [{ insertId: serviceId }] = await db
    .insert(services)
    .values({ projectId, slug: "parcours", name: INNER_NAMES.service, promisedRatio: 0.998, createdAt });
  const [{ insertId: checkId }] = await db.insert(checks).values({
    ...{ projectId, name: INNER_NAMES.check, kind: "http" as const, target: {}, intervalSeconds: 3_600 },
    ...{ timeoutMs: 10_000, decides: true, enabled: true, createdAt },
  });
  await db.insert(serviceParts).values({ serviceId, checkId });
  const rows = changes.map(([at, state]) => ({ checkId, at, state, reason: INNER_NAMES.reason, runId: null }));
  if (rows.length > 0) await db.insert(checkStates).values(rows);
  const components = [{ serviceId, names: { fr: "Commander des pneus", es: "Comprar neumáticos" } }];
  const edit = { visibility, title, locale: "fr", version: 0, components } as const;
  const edited = await editStatusPage(db, projectId, { ...author, address: null }, edit);
  if ("refused" in edited) throw new Error(edited.refused);
  const page = await statusPageOf(db, projectId);
  if (!page) throw new Error("no page");
  return { page, serviceId, checkId };
}
