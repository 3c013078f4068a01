import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { articleNumber, askedLanguage, knowledgeFrame, requireReader } from "#app/http/knowledge-reader.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { KnowledgeFrame } from "#app/ui/knowledge/frame.tsx";
import { Prose } from "#app/ui/knowledge/prose.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { articleOf } from "#domain/knowledge/article.server.ts";
import { ticketsOf } from "#domain/knowledge/links.server.ts";
import { articleHtml } from "#domain/knowledge/markdown.ts";
import { opinionsOf, ownOpinion } from "#domain/knowledge/opinions.server.ts";
import { categoriesOf } from "#domain/knowledge/queries.server.ts";
import { reviewDayAfter } from "#domain/knowledge/review-day.ts";
import { suggestionMonths } from "#domain/knowledge/suggestions.server.ts";

import { answers } from "./answers.server.ts";
import { ArticleFacts } from "./article-facts.tsx";
import { ArticleFigures } from "./article-figures.tsx";
import { ArticleNotices } from "./article-notices.tsx";
import { Opinion } from "./opinion.tsx";
import { RemovedWords } from "./removed-words.tsx";
import { StaffActs } from "./staff-acts.tsx";

const USUAL_ZONE = "Europe/Paris";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireReader(request);
  const { reader, projects } = signedIn;
  const id = articleNumber(params.articleId);
  const newest = new URL(request.url).searchParams.get("text") === "newest";
  const article = await articleOf(database(), reader, { id, locale: askedLanguage(request, signedIn.locale), newest });
  if (!article) throw notFound();
  const timeZone = projects[0]?.timeZone ?? USUAL_ZONE;
  const [categories, opinion, staff] = await Promise.all([
    categoriesOf(database()),
    ownOpinion(database(), reader, id),
    article.mayWrite ? staffFacts(id, { projectIds: projects.map((project) => project.id), timeZone }) : null,
  ]);
  const { text, staleReason, version, ...facts } = article;
  return json({
    frame: knowledgeFrame(signedIn),
    article: {
      ...facts,
      // Staff's affair.
      staleReason: article.mayWrite ? staleReason : null,
      version: article.mayWrite ? version : 0,
      text: { ...text, text: undefined, html: articleHtml(text.text) },
    },
    category: categories.find((one) => one.id === article.categoryId)?.name ?? null,
    opinion,
    staff,
    nextReviewOn: reviewDayAfter(new Date()),
  });
}

async function staffFacts(id: number, asked: { projectIds: readonly number[]; timeZone: string }) {
  const [opinions, months, linked] = await Promise.all([
    opinionsOf(database(), id),
    suggestionMonths(database(), id, asked.timeZone),
    ticketsOf(database(), id, asked.projectIds),
  ]);
  return { opinions, months, linked };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const signedIn = await requireReader(request);
  const id = articleNumber(params.articleId);
  const locale = askedLanguage(request, signedIn.locale);
  const article = await articleOf(database(), signedIn.reader, { id, locale });
  if (!article) throw notFound();
  const form = await request.formData();
  const answer = await answers.get(intentOf(form))?.({ ...signedIn, id, locale: article.text.locale }, form);
  if (!answer) return refuseForm(form, { form: "common:problems.custom" }, 400);
  return "refused" in answer ? answer.refused : safeRedirect(answer.to);
}

export const handle: PageHandle<{ article: { text: { title: string } } }> = {
  title: (_t, { article }) => article.text.title,
};

export default function ArticlePage() {
  const { t } = useTranslation("knowledge");
  const { frame, article, category, opinion, staff, nextReviewOn } = useLoaderData<typeof loader>();
  const { text } = article;
  return (
    <KnowledgeFrame frame={frame} crumbs={[{ text: t("number", { id: article.id }) }]}>
      <PageHeader title={<span lang={text.locale}>{text.title}</span>} qualifier={t("number", { id: article.id })} />
      <DoneNote />
      <div className="columns-side">
        <div>
          <ArticleNotices article={article} />
          <Prose html={text.html} lang={text.locale} />
          <Opinion opinion={opinion} />
          {staff && <RemovedWords linked={staff.linked} />}
          {staff && <ArticleFigures {...staff} />}
        </div>
        <div className="article-side">
          <ArticleFacts article={article} category={category} linked={staff?.linked ?? null} />
          {article.mayWrite && <StaffActs article={article} nextReviewOn={nextReviewOn} />}
        </div>
      </div>
    </KnowledgeFrame>
  );
}
