import { and, eq, inArray, isNotNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { articles, articleTickets } from "#db/schema/knowledge.ts";
import { machines } from "#db/schema/machines.ts";
import { contacts, projects } from "#db/schema/projects.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { STAFF_ROLES } from "#domain/identity/permissions.ts";
import { threadOf } from "#domain/tickets/queries.server.ts";

import type { KnownNames } from "./anonymise.ts";
import type { ArticleLocale } from "./article.ts";
import type { KnowledgeReader } from "./reader.ts";
import { reviewDayAfter } from "./review-day.ts";
import { type DraftWords, draftOfTicket } from "./ticket-draft.ts";
import { putVersion, tellArticle } from "./write.server.ts";

export interface AskedDraft {
  readonly projectId: number;
  readonly ticketId: number;
  readonly locale: ArticleLocale;
  readonly words: DraftWords;
}

/**
 * Makes a draft for staff out of a ticket of the project that the actor works in, and links both. A ticket has one such
 * article: asked again, it is the same.
 */
export async function makeArticleFromTicket(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  { projectId, ticketId, locale, words }: AskedDraft,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" }> {
  if (!reader.isStaff) return { refused: "notFound" };
  return db.transaction(async (tx) => {
    const [ticket] = await tx
      .select()
      .from(tickets)
      .where(and(eq(tickets.id, ticketId), eq(tickets.projectId, projectId)))
      .for("update");
    if (!ticket) return { refused: "notFound" };
    const [made] = await tx
      .select({ id: articleTickets.articleId })
      .from(articleTickets)
      .where(and(eq(articleTickets.ticketId, ticketId), eq(articleTickets.isSource, true)));
    if (made) return made;

    const entries = await threadOf(tx, projectId, ticketId, { withNotes: true });
    const known = await namesAround(tx, ticket);
    const { title, text, removed } = draftOfTicket({ subject: ticket.subject, entries }, known, words);
    const filing = { audience: "staff" as const, originalLocale: locale, reviewOn: reviewDayAfter(now) };
    const [{ insertId: id }] = await tx.insert(articles).values({ ...filing, createdAt: now });
    await putVersion(tx, { articleId: id, locale, before: null }, { title, text }, actor, now);
    await tx
      .insert(articleTickets)
      .values({ articleId: id, ticketId, isSource: true, removed, at: now, authorName: actor.name });
    const act = { act: "write", event: "article.written", detail: { locale, number: 1, ticketId } } as const;
    await tellArticle(tx, actor, { id, clientId: null }, title, act, now);
    return { id };
  });
}

/** Every name that may stand in a ticket: of its client, of the people of both sides, of the client's machines. */
async function namesAround(tx: Database, ticket: typeof tickets.$inferSelect): Promise<KnownNames> {
  const [place] = await tx
    .select({ clientId: projects.clientId, client: clients.name })
    .from(projects)
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .where(eq(projects.id, ticket.projectId));
  if (!place) return { clients: [], people: [], hosts: [] };
  const own = await tx
    .select({ id: projects.id, name: projects.name, slug: projects.slug })
    .from(projects)
    .where(eq(projects.clientId, place.clientId));
  const ids = own.map(({ id }) => id);
  const users = await tx
    .selectDistinct({ name: user.name })
    .from(user)
    .innerJoin(memberships, eq(memberships.userId, user.id))
    .where(or(eq(memberships.clientId, place.clientId), inArray(memberships.role, [...STAFF_ROLES])));
  const called = await tx.select({ name: contacts.name }).from(contacts).where(eq(contacts.clientId, place.clientId));
  const authors = await tx
    .selectDistinct({ name: ticketEntries.authorName })
    .from(ticketEntries)
    .where(and(eq(ticketEntries.ticketId, ticket.id), isNotNull(ticketEntries.authorId)));
  const hosts = await tx.select({ name: machines.name }).from(machines).where(inArray(machines.projectId, ids));
  return {
    clients: [place.client, ...own.flatMap(({ name, slug }) => [name, slug])],
    people: [...users, ...called, ...authors, { name: ticket.requesterName }].map(({ name }) => name),
    hosts: hosts.map(({ name }) => name),
  };
}
