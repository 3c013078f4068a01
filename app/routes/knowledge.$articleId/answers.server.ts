import { z } from "zod";

import { dayOrNull } from "#app/http/article-form.ts";
import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { line, optionalLine, version } from "#app/http/form-fields.ts";
import type { SignedInReader } from "#app/http/knowledge-reader.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import { ARTICLE_LIMITS, type ArticleLocale } from "#domain/knowledge/article.ts";
import { markStale, reviewArticle } from "#domain/knowledge/filing.server.ts";
import { giveOpinion } from "#domain/knowledge/opinions.server.ts";
import { type ArticleMove, moveArticle } from "#domain/knowledge/steps.server.ts";

interface Asked extends SignedInReader {
  readonly id: number;
  /** Of the text that the page showed. */
  readonly locale: ArticleLocale;
}

type Answer = { to: string } | { refused: ReturnType<typeof refuseForm> };

const OpinionForm = z.object({
  isUseful: z.enum(["yes", "no"], "knowledge:opinion.choose"),
  text: z.string().trim().max(ARTICLE_LIMITS.opinion, "admin:problems.tooLong").default(""),
});
const StepForm = z.object({ version, text: optionalLine(ARTICLE_LIMITS.reason) });
const ReviewForm = z.object({ version, reviewOn: dayOrNull });
const StaleForm = z.object({ version, reason: line(ARTICLE_LIMITS.stale) });

/** What may be sent from the page of an article. Whoever may not write it is refused like for one that is not there. */
export const answers = new Map<string, (asked: Asked, form: FormData) => Promise<Answer>>([
  ["opinion", opinion],
  ["submit", step("submit", "articleSubmitted")],
  ["return", step("return", "articleReturned")],
  ["approve", step("approve", "articlePublished")],
  ["archive", step("archive", "articleArchived")],
  ["reopen", step("reopen", "articleReopened")],
  ["review", review],
  ["stale", stale],
]);

async function opinion({ id, locale, reader, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = OpinionForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const said = { articleId: id, isUseful: typed.data.isUseful === "yes", text: typed.data.text };
  const answer = await giveOpinion(database(), reader, actor, said);
  if ("refused" in answer) return { refused: refuseCommand(form, answer) };
  return { to: donePath(`/knowledge/${id}?lang=${locale}`, "opinionGiven") };
}

function step(move: ArticleMove, done: string) {
  return async ({ id, locale, reader, actor }: Asked, form: FormData): Promise<Answer> => {
    const typed = StepForm.safeParse(fieldsOf(form));
    if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
    const asked = { ...typed.data, articleId: id, locale };
    const answer = await moveArticle(database(), reader, actor, move, asked);
    if ("refused" in answer) return { refused: refuseCommand(form, answer, { reasonMissing: "text" }) };
    return { to: donePath(`/knowledge/${id}?lang=${locale}&text=newest`, done) };
  };
}

async function review({ id, reader, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = ReviewForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await reviewArticle(database(), reader, actor, { articleId: id, ...typed.data });
  if ("refused" in answer) return { refused: refuseCommand(form, answer) };
  return { to: donePath(`/knowledge/${id}`, "articleReviewed") };
}

async function stale({ id, reader, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = StaleForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await markStale(database(), reader, actor, { articleId: id, ...typed.data });
  if ("refused" in answer) return { refused: refuseCommand(form, answer) };
  return { to: donePath(`/knowledge/${id}`, "articleMarkedStale") };
}
