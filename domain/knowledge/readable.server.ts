import { and, eq, inArray, isNotNull, ne, or, type SQL, sql } from "drizzle-orm";

import { articles, articleTexts } from "#db/schema/knowledge.ts";

import type { Clients, KnowledgeReader } from "./reader.ts";

/**
 * Which texts of which articles the reader may read: of their clients' and of all clients' what is published; staff also
 * their own, and drafts of what they may write. For questions that join `articles` with `article_texts`.
 */
export function readable(reader: KnowledgeReader): SQL | undefined {
  return or(asReader(reader), writable(reader));
}

/** Which published texts the reader reads as one of those for whom they are. */
export function asReader(reader: KnowledgeReader): SQL | undefined {
  const { audience, clientId } = articles;
  const readsSomething = reader.reads === "all" || reader.reads.length > 0;
  return and(
    isNotNull(articleTexts.published),
    or(
      readsSomething ? eq(audience, "everyone") : undefined,
      and(eq(audience, "client"), amongClients(clientId, reader.reads)),
    ),
  );
}

/** Which articles the reader may write. */
export function writable(reader: KnowledgeReader): SQL | undefined {
  if (!reader.isStaff) return sql`false`;
  return or(ne(articles.audience, "client"), amongClients(articles.clientId, reader.writes));
}

function amongClients(column: typeof articles.clientId, clients: Clients): SQL {
  if (clients === "all") return sql`true`;
  return clients.length === 0 ? sql`false` : inArray(column, [...clients]);
}
