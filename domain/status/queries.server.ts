import { asc, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { statusComponents, statusPages } from "#db/schema/status.ts";

import { asStatusLocale, type StatusPage } from "./page.ts";

/** The status page of a project, on or off; undefined where nobody has ever set one up. */
export async function statusPageOf(db: Database, projectId: number): Promise<StatusPage | undefined> {
  const [row] = await db
    .select({
      id: statusPages.id,
      projectId: statusPages.projectId,
      visibility: statusPages.visibility,
      title: statusPages.title,
      locale: statusPages.locale,
      publicSince: statusPages.publicSince,
      version: statusPages.version,
    })
    .from(statusPages)
    .where(eq(statusPages.projectId, projectId));
  if (!row) return undefined;
  const components = await db
    .select({ serviceId: statusComponents.serviceId, names: statusComponents.names })
    .from(statusComponents)
    .where(eq(statusComponents.pageId, row.id))
    .orderBy(asc(statusComponents.position), asc(statusComponents.id));
  return { ...row, locale: asStatusLocale(row.locale), components };
}
