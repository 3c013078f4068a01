import { database } from "#db/client.server.ts";
import { RateLimit } from "#domain/identity/rates.ts";
import type { ProjectScope } from "#domain/identity/scope.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import type { StatusPage } from "#domain/status/page.ts";
import { statusPicture } from "#domain/status/picture.server.ts";
import type { StatusPicture } from "#domain/status/picture.ts";
import { statusPageOf } from "#domain/status/queries.server.ts";

import { addressOf } from "./address.ts";
import { notFound, tooManyRequests } from "./refusals.ts";

/** What one address may read: an office behind one, at the hour of an outage, reloads often. */
const reading = new RateLimit<string>(120, 2);

export interface PublicStatus {
  readonly project: ProjectScope;
  readonly page: StatusPage;
}

/** A status page for whoever asks. Private, switched off, never set up and of no project at all are one answer: 404. */
export async function requirePublicStatus(request: Request, slug: string | undefined): Promise<PublicStatus> {
  const status = await requireStatus(request, slug);
  if (status.page.visibility !== "public") throw notFound();
  return status;
}

/** The same of any page that was ever set up: whoever holds a link to leave may leave, whoever reads the page now. */
export async function requireStatus(request: Request, slug: string | undefined): Promise<PublicStatus> {
  const wait = reading.take(addressOf(request), Date.now());
  if (wait > 0) throw tooManyRequests(wait);
  const project = await projectScope(database(), slug ?? "");
  const page = project && (await statusPageOf(database(), project.id));
  if (!page) throw notFound();
  return { project, page };
}

/** The token of a link in a mail. */
export function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get("token") ?? "";
}

const underWay = new Map<number, Promise<StatusPicture>>();

/** What the page shows now. However many ask at once, it is computed once: an outage brings everybody. */
export function publicPicture({ project, page }: PublicStatus, now: number): Promise<StatusPicture> {
  const known = underWay.get(page.id);
  if (known) return known;
  const made = statusPicture(database(), project, page, now).finally(() => underWay.delete(page.id));
  underWay.set(page.id, made);
  return made;
}
