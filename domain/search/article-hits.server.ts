import type { Database } from "#db/client.server.ts";
import type { ArticleLocale } from "#domain/knowledge/article.ts";
import { articleList } from "#domain/knowledge/queries.server.ts";
import type { KnowledgeReader } from "#domain/knowledge/reader.ts";

import type { ArticleHit } from "./hits.ts";

const MOST = 5;

/** Who asks for articles, and in which language. */
export interface ArticleAsker {
  readonly reader: KnowledgeReader;
  readonly locale: ArticleLocale;
}

/** Articles that hold every word and that the asker may read. */
export async function articleHits(db: Database, typed: string, asker?: ArticleAsker): Promise<ArticleHit[]> {
  if (!asker) return [];
  const found = await articleList(db, asker.reader, { typed, locale: asker.locale, limit: MOST });
  return found.map(({ id, title }) => ({ id, title }));
}
