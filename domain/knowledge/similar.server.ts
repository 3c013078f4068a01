import { and, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articles, articleTexts } from "#db/schema/knowledge.ts";
import { projects } from "#db/schema/projects.ts";
import { tickets, ticketWords } from "#db/schema/tickets.ts";

import type { ArticleLocale } from "./article.ts";
import { isAlike, likenessQuestion, stemsOf } from "./likeness.ts";
import { excerptOf } from "./markdown.ts";
import { articleLines, foundBy } from "./queries.server.ts";
import { readable } from "./readable.server.ts";
import { type KnowledgeReader, mayWrite } from "./reader.ts";

/** Looked at before the words are counted, and shown. */
const CANDIDATES = 16;
const MOST = { articles: 4, tickets: 4 };

export interface AskedSimilar {
  /** What is being written, or a ticket's subject and words. */
  readonly text: string;
  readonly locale: ArticleLocale;
  /** The projects of the client whose ticket it is, as far as the reader sees them. */
  readonly projectIds: readonly number[];
  /** Whether the words of notes among staff count. */
  readonly withNotes: boolean;
  /** The ticket that is looked at: it is like itself. */
  readonly exceptTicketId?: number;
}

export interface SimilarArticle {
  readonly id: number;
  readonly title: string;
  readonly excerpt: string;
  readonly locale: ArticleLocale;
  readonly audience: "staff" | "client" | "everyone";
  readonly reviewedAt: Date | null;
  readonly reviewedByName: string | null;
}

export interface SimilarTicket {
  readonly id: number;
  readonly projectSlug: string;
  readonly subject: string;
  readonly state: (typeof tickets.$inferSelect)["state"];
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
}

export interface Similar {
  readonly articles: readonly SimilarArticle[];
  readonly tickets: readonly SimilarTicket[];
}

/** Published articles and past tickets that share words with a text, the most alike first. */
export async function similarTo(
  db: Database,
  reader: KnowledgeReader,
  asked: AskedSimilar,
  now = new Date(),
): Promise<Similar> {
  const stems = stemsOf(asked.text);
  const question = likenessQuestion(stems);
  if (question === null) return { articles: [], tickets: [] };
  const [foundArticles, foundTickets] = await Promise.all([
    similarArticles(db, reader, { ...asked, stems, question }, now),
    similarTickets(db, { ...asked, stems, question }),
  ]);
  return { articles: foundArticles, tickets: foundTickets };
}

type Asked = AskedSimilar & { readonly stems: readonly string[]; readonly question: string };

async function similarArticles(
  db: Database,
  reader: KnowledgeReader,
  asked: Asked,
  now: Date,
): Promise<SimilarArticle[]> {
  const { where, score } = foundBy(asked.question, reader);
  const rows = await db
    .select({
      id: articles.id,
      clientId: articles.clientId,
      locale: articleTexts.locale,
      newest: articleTexts.text,
      published: articleTexts.publishedText,
      words: articleTexts.publishedWords,
      reviewedAt: articles.reviewedAt,
      reviewedByName: articles.reviewedByName,
    })
    .from(articles)
    .innerJoin(articleTexts, eq(articleTexts.articleId, articles.id))
    .where(and(readable(reader), where, sql`${articleTexts.published} is not null`))
    .groupBy(articles.id, articleTexts.locale)
    .orderBy(desc(score))
    .limit(CANDIDATES);
  const alike = rows.filter(({ words }) => isAlike(asked.stems, words ?? ""));
  const ids = [...new Set(alike.map(({ id }) => id))].slice(0, MOST.articles);
  const lines = await articleLines(db, reader, { ids, locale: asked.locale }, now);
  return lines.flatMap(({ id, title, locale, audience }) => {
    const row = alike.find((one) => one.id === id && one.locale === locale) ?? alike.find((one) => one.id === id);
    if (!row) return [];
    const text = mayWrite(reader, row.clientId) ? row.newest : (row.published ?? "");
    const { reviewedAt, reviewedByName } = row;
    return [{ id, title, locale, audience, excerpt: excerptOf(text, 140), reviewedAt, reviewedByName }];
  });
}

async function similarTickets(db: Database, asked: Asked): Promise<SimilarTicket[]> {
  const { projectIds, withNotes, exceptTicketId, question, stems } = asked;
  if (projectIds.length === 0) return [];
  const words = withNotes ? ticketWords.fullText : ticketWords.publicText;
  const found = sql`match(${words}) against (${question} in boolean mode)`;
  const rows = await db
    .select({
      id: tickets.id,
      projectSlug: projects.slug,
      subject: tickets.subject,
      state: tickets.state,
      createdAt: tickets.createdAt,
      resolvedAt: tickets.resolvedAt,
      words,
    })
    .from(tickets)
    .innerJoin(ticketWords, eq(ticketWords.ticketId, tickets.id))
    .innerJoin(projects, eq(projects.id, tickets.projectId))
    .where(
      and(
        inArray(tickets.projectId, [...projectIds]),
        isNull(tickets.mergedIntoId),
        exceptTicketId === undefined ? undefined : ne(tickets.id, exceptTicketId),
        found,
      ),
    )
    .orderBy(desc(found), desc(tickets.id))
    .limit(CANDIDATES);
  return rows
    .filter((row) => isAlike(stems, row.words))
    .slice(0, MOST.tickets)
    .map(({ words: _words, ...ticket }) => ticket);
}
