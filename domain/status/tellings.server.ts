import { and, eq, gte, isNotNull, isNull, lt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projects } from "#db/schema/projects.ts";
import { statusPages, statusSubscriptions, statusTellings } from "#db/schema/status.ts";
import { incidentsSince } from "#domain/incidents/queries.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";

import { newsLetter } from "./letters.ts";
import { signedToken, statusLink } from "./links.server.ts";
import { asStatusLocale, type StatusPage } from "./page.ts";
import { shownComponents } from "./picture.server.ts";
import { statusPageOf } from "./queries.server.ts";
import { incidentTitle, type ToldEntry, type ToldIncident, toldIncident } from "./told.ts";
import { STATUS_WORDS } from "./words.ts";

/** What was said longer ago is history, not news: nobody gets it by mail, whatever held us up. */
const NEWS_MS = 24 * 3_600_000;
const MOST_INCIDENTS = 100;

interface ToldPage {
  readonly page: StatusPage;
  readonly slug: string;
  readonly timeZone: string;
  readonly signingKey: string;
}

/** A public entry, and when it was said: one that opens an incident may be about an earlier hour. */
interface News {
  readonly incident: ToldIncident;
  readonly entry: ToldEntry;
  readonly saidAt: Date;
}

/**
 * Tells the subscribers of public pages what was said of incidents, once each: the row that says so and the mails are one
 * transaction, so that it may be run by several and again. Who confirmed after it was said does not get it.
 */
export async function tellSubscribers(db: Database, now = new Date(), base = publicBase()): Promise<void> {
  for (const told of await toldPages(db)) {
    for (const news of await newsOf(db, told.page, now)) await tell(db, told, news, base, now);
  }
}

/** Public pages of projects in use that somebody has subscribed to. */
async function toldPages(db: Database): Promise<ToldPage[]> {
  const rows = await db
    .selectDistinct({
      projectId: statusPages.projectId,
      slug: projects.slug,
      timeZone: projects.timeZone,
      signingKey: statusPages.signingKey,
    })
    .from(statusPages)
    .innerJoin(projects, and(eq(projects.id, statusPages.projectId), isNull(projects.retiredAt)))
    .innerJoin(
      statusSubscriptions,
      and(eq(statusSubscriptions.pageId, statusPages.id), isNotNull(statusSubscriptions.confirmedAt)),
    )
    .where(eq(statusPages.visibility, "public"));
  const found = rows.map(async ({ projectId, ...rest }) => ({ page: await statusPageOf(db, projectId), ...rest }));
  return (await Promise.all(found)).flatMap(({ page, ...rest }) => (page ? [{ page, ...rest }] : []));
}

/** What was said lately and is not told yet, oldest first. */
async function newsOf(db: Database, page: StatusPage, now: Date): Promise<News[]> {
  const since = new Date(Math.max(now.getTime() - NEWS_MS, page.publicSince?.getTime() ?? 0));
  const [incidents, components, told] = await Promise.all([
    incidentsSince(db, page.projectId, since, MOST_INCIDENTS),
    shownComponents(db, page),
    db
      .select({ entryId: statusTellings.entryId })
      .from(statusTellings)
      .where(and(eq(statusTellings.pageId, page.id), gte(statusTellings.at, since))),
  ]);
  const known = new Set(told.map(({ entryId }) => entryId));
  const news = incidents.flatMap(({ createdAt, ...inner }) => {
    const incident = toldIncident(inner, components);
    if (!incident) return [];
    return incident.entries.map((entry): News => {
      const saidAt = entry.kind === "opened" ? createdAt : new Date(entry.at);
      return { incident, entry, saidAt };
    });
  });
  return news
    .filter(({ entry, saidAt }) => saidAt >= since && !known.has(entry.id))
    .sort((one, other) => one.saidAt.getTime() - other.saidAt.getTime() || one.entry.id - other.entry.id);
}

async function tell(db: Database, told: ToldPage, news: News, base: URL, now: Date): Promise<void> {
  const { page } = told;
  await db.transaction(async (tx) => {
    const row = { pageId: page.id, entryId: news.entry.id, at: now };
    const [inserted] = await tx.insert(statusTellings).ignore().values(row);
    if (inserted.affectedRows === 0) return;
    const readers = await tx
      .select({ id: statusSubscriptions.id, address: statusSubscriptions.address, locale: statusSubscriptions.locale })
      .from(statusSubscriptions)
      .where(and(eq(statusSubscriptions.pageId, page.id), lt(statusSubscriptions.confirmedAt, news.saidAt)));
    for (const reader of readers) await enqueueMail(tx, mailTo(reader, told, news, base), now);
  });
}

function mailTo(
  { id, address, locale: chosen }: { readonly id: number; readonly address: string; readonly locale: string },
  { page, slug, timeZone, signingKey }: ToldPage,
  { incident, entry }: News,
  base: URL,
) {
  const locale = asStatusLocale(chosen);
  const unsubscribeUrl = statusLink(base, slug, "unsubscribe", signedToken(signingKey, "unsubscribe", [id]));
  const letter = newsLetter(locale, {
    page: page.title,
    incident: incidentTitle(incident, locale, page.locale),
    kind: STATUS_WORDS[locale].kinds[entry.kind],
    text: entry.text,
    at: entry.at,
    timeZone,
    link: `${statusLink(base, slug)}#incident-${incident.id}`,
    unsubscribe: unsubscribeUrl,
  });
  return { to: { address }, locale, unsubscribeUrl, ...letter };
}

function publicBase(): URL {
  return new URL(process.env.TIMONERIE_URL ?? "http://localhost:3000");
}
