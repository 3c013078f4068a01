import { and, asc, eq, isNotNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projects } from "#db/schema/projects.ts";
import { statusComponents, statusPages, statusSubscriptions } from "#db/schema/status.ts";

import { signedToken, statusLink } from "./links.server.ts";
import { asStatusLocale, type StatusLocale, type StatusPage } from "./page.ts";

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

/** Somebody who asked for what a public page tells. */
export interface Subscriber {
  readonly address: string;
  readonly locale: StatusLocale;
  /** Where a POST takes them off the list. */
  readonly unsubscribeUrl: string;
}

/** Who gets what a project's public page tells; nobody where it is not public. `base` is the extranet's public address. */
export async function subscribersOf(db: Database, projectId: number, base: URL): Promise<Subscriber[]> {
  const rows = await db
    .select({
      id: statusSubscriptions.id,
      address: statusSubscriptions.address,
      locale: statusSubscriptions.locale,
      slug: projects.slug,
      signingKey: statusPages.signingKey,
    })
    .from(statusSubscriptions)
    .innerJoin(statusPages, eq(statusPages.id, statusSubscriptions.pageId))
    .innerJoin(projects, eq(projects.id, statusPages.projectId))
    .where(
      and(
        eq(statusPages.projectId, projectId),
        eq(statusPages.visibility, "public"),
        isNotNull(statusSubscriptions.confirmedAt),
      ),
    )
    .orderBy(asc(statusSubscriptions.id));
  return rows.map(({ id, address, locale, slug, signingKey }) => ({
    address,
    locale: asStatusLocale(locale),
    unsubscribeUrl: statusLink(base, slug, "unsubscribe", signedToken(signingKey, "unsubscribe", [id])),
  }));
}
