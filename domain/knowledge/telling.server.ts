import { and, desc, eq, gt, isNotNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articleSteps, articleVersions } from "#db/schema/knowledge.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { articleApprovers } from "#domain/identity/readers.server.ts";
import { notify } from "#domain/notifications/notify.server.ts";

import type { ArticleRow, TextRow } from "./write.server.ts";

/** What somebody else waits for: an approval, or the author's next word. */
export type ToldMove = "submit" | "return" | "approve";

const KINDS = { submit: "article.submitted", return: "article.returned", approve: "article.approved" } as const;

/**
 * Tells a step of a text to whom it matters, in its transaction: what is submitted to those who may approve it and wrote
 * none of it, what is returned or published to its authors. Never to whoever takes the step; before the step is recorded.
 */
export async function tellStep(
  tx: Database,
  { article, text }: { readonly article: ArticleRow; readonly text: TextRow },
  move: ToldMove,
  actor: Actor,
  now: Date,
): Promise<void> {
  const authors = await authorsSinceApproval(tx, text);
  const approvers = move === "submit" ? await articleApprovers(tx, article.clientId) : [];
  const concerned = move === "submit" ? approvers.filter((id) => !authors.includes(id)) : authors;
  const userIds = concerned.filter((id) => id !== actor.id);
  const onceKey = `article:${text.articleId}:${text.locale}:${text.version}:${move}`;
  const path = `/knowledge/${text.articleId}?lang=${text.locale}${move === "approve" ? "" : "&text=newest"}`;
  const data = { name: text.title, actor: actor.name };
  await notify(tx, { userIds, onceKey, kind: KINDS[move], projectId: null, path, data }, now);
}

/** Who wrote what was not approved before. */
async function authorsSinceApproval(tx: Database, { articleId, locale }: TextRow): Promise<string[]> {
  const ofText = and(eq(articleSteps.articleId, articleId), eq(articleSteps.locale, locale));
  const [approved] = await tx
    .select({ number: articleSteps.number })
    .from(articleSteps)
    .where(and(ofText, eq(articleSteps.step, "approved")))
    .orderBy(desc(articleSteps.id))
    .limit(1);
  const { articleId: ofArticle, locale: inLocale, number, authorId } = articleVersions;
  const rows = await tx
    .selectDistinct({ authorId })
    .from(articleVersions)
    .where(and(eq(ofArticle, articleId), eq(inLocale, locale), gt(number, approved?.number ?? 0), isNotNull(authorId)));
  return rows.flatMap((row) => row.authorId ?? []);
}
