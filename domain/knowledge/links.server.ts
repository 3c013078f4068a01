import { and, count, desc, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articleTickets } from "#db/schema/knowledge.ts";
import { projects } from "#db/schema/projects.ts";
import { tickets } from "#db/schema/tickets.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import type { ArticleLine, ArticleLocale } from "./article.ts";
import { articleLines } from "./queries.server.ts";
import type { KnowledgeReader } from "./reader.ts";
import { lockArticle, tellArticle, textOf } from "./write.server.ts";

const SHOWN = 10;

/** The tickets that an article came from or was of use in: all counted, those of these projects named, the newest first. */
export async function ticketsOf(db: Database, articleId: number, projectIds: readonly number[]) {
  const [all] = await db
    .select({ tickets: count() })
    .from(articleTickets)
    .where(eq(articleTickets.articleId, articleId));
  if (projectIds.length === 0) return { count: all?.tickets ?? 0, tickets: [] };
  const named = await db
    .select({
      id: tickets.id,
      subject: tickets.subject,
      projectSlug: projects.slug,
      isSource: articleTickets.isSource,
      removed: articleTickets.removed,
    })
    .from(articleTickets)
    .innerJoin(tickets, eq(tickets.id, articleTickets.ticketId))
    .innerJoin(projects, eq(projects.id, tickets.projectId))
    .where(and(eq(articleTickets.articleId, articleId), inArray(tickets.projectId, [...projectIds])))
    .orderBy(desc(articleTickets.at))
    .limit(SHOWN);
  return { count: all?.tickets ?? 0, tickets: named };
}

export interface Linked {
  readonly articleId: number;
  /** Of the project that the actor works in. */
  readonly ticketId: number;
}

/** Notes that an article was of use in a ticket. Once is enough. */
export async function linkTicket(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  projectId: number,
  { articleId, ticketId }: Linked,
  now = new Date(),
): Promise<{ linked: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const article = await lockArticle(tx, reader, articleId);
    const text = article && (await textOf(tx, articleId, article.originalLocale));
    const [ticket] = await tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(eq(tickets.id, ticketId), eq(tickets.projectId, projectId)));
    if (!text || !ticket) return { refused: "notFound" };
    const row = { articleId, ticketId, at: now, authorName: actor.name };
    const [{ affectedRows }] = await tx.insert(articleTickets).ignore().values(row);
    if (affectedRows === 0) return { linked: true };
    const act = { act: "link", event: "article.linked", detail: { ticketId } } as const;
    await tellArticle(tx, actor, article, text.title, act, now);
    return { linked: true };
  });
}

/** The articles that a ticket is linked to, as far as the reader may read them. */
export async function articlesOfTicket(
  db: Database,
  reader: KnowledgeReader,
  { ticketId, locale }: { readonly ticketId: number; readonly locale: ArticleLocale },
): Promise<ArticleLine[]> {
  const rows = await db
    .select({ id: articleTickets.articleId })
    .from(articleTickets)
    .where(eq(articleTickets.ticketId, ticketId))
    .orderBy(desc(articleTickets.isSource), desc(articleTickets.at))
    .limit(SHOWN);
  return articleLines(db, reader, { ids: rows.map(({ id }) => id), locale });
}
