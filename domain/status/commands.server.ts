import { randomBytes } from "node:crypto";

import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { statusComponents, statusPages } from "#db/schema/status.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { servicesOf } from "#domain/availability/queries.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { StatusEvent } from "./events.ts";
import type { StatusComponent, StatusPage } from "./page.ts";
import { statusPageOf } from "./queries.server.ts";

export type StatusPageEdit = Pick<StatusPage, "visibility" | "title" | "locale" | "version"> & {
  /** In the order of the page. `version` is 0 where there was no page yet. */
  readonly components: readonly StatusComponent[];
};

export type StatusPageRefusal = "notFound" | "nameMissing";

/**
 * Sets up a project's status page, or changes it. Every component is a service of this project, with a name in the page's
 * language. A page that turns public tells its subscribers nothing of what was said before.
 */
export async function editStatusPage(
  db: Database,
  projectId: number,
  actor: Actor,
  { components, version, ...settings }: StatusPageEdit,
  now = new Date(),
): Promise<{ id: number } | { refused: StatusPageRefusal } | ChangedMeanwhile> {
  if (components.some(({ names }) => !names[settings.locale]?.trim())) return { refused: "nameMissing" };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const own = new Map((await servicesOf(tx, projectId)).map((service) => [service.id, service.name]));
    if (components.some(({ serviceId }) => !own.has(serviceId))) return { refused: "notFound" };
    const before = await statusPageOf(tx, projectId);
    if ((before?.version ?? 0) !== version) return changedMeanwhile(tx, "status_page", before?.id ?? 0);

    const id = await write(tx, projectId, before, settings, now);
    await tx.delete(statusComponents).where(eq(statusComponents.pageId, id));
    const rows = components.map(({ serviceId, names }, position) => ({ pageId: id, serviceId, names, position }));
    if (rows.length > 0) await tx.insert(statusComponents).values(rows);
    const shown = components.map(({ serviceId }) => own.get(serviceId));
    const event: StatusEvent = "status_page.edited";
    const entry = {
      action: "status_page.edit" as const,
      event,
      subject: { type: "status_page", id, name: settings.title },
      detail: { visibility: settings.visibility, locale: settings.locale, services: shown },
    };
    await journal(tx, actor, { ...entry, clientId: project.clientId, projectId }, now);
    return { id };
  });
}

async function write(
  tx: Database,
  projectId: number,
  before: StatusPage | undefined,
  settings: Pick<StatusPage, "visibility" | "title" | "locale">,
  now: Date,
): Promise<number> {
  const isPublic = settings.visibility === "public";
  const publicSince = isPublic ? (before?.publicSince ?? now) : null;
  if (before) {
    const changed = { ...settings, publicSince, updatedAt: now, version: before.version + 1 };
    await tx.update(statusPages).set(changed).where(eq(statusPages.id, before.id));
    return before.id;
  }
  const signingKey = randomBytes(32).toString("hex");
  const [inserted] = await tx
    .insert(statusPages)
    .values({ ...settings, projectId, signingKey, publicSince, updatedAt: now });
  return inserted.insertId;
}
