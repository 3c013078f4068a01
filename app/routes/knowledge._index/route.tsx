import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { line } from "#app/http/form-fields.ts";
import { knowledgeFrame, requireReader, requireWriter } from "#app/http/knowledge-reader.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { forbidden } from "#app/http/refusals.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { KnowledgeFrame } from "#app/ui/knowledge/frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { ARTICLE_AUDIENCES } from "#domain/knowledge/article.ts";
import { addCategory } from "#domain/knowledge/filing.server.ts";
import { articleList, categoriesOf } from "#domain/knowledge/queries.server.ts";
import { searchText } from "#domain/search/question.ts";

import { ArticleLists } from "./article-lists.tsx";
import { ArticleSearch } from "./article-search.tsx";
import { NewCategory } from "./new-category.tsx";

const SHOWN = 200;

export async function loader({ request }: LoaderFunctionArgs) {
  const signedIn = await requireReader(request);
  const { reader, memberships, locale } = signedIn;
  const query = new URL(request.url).searchParams;
  const typed = searchText(query.get("q"));
  const categories = await categoriesOf(database());
  const categoryId = categories.find(({ id }) => String(id) === query.get("category"))?.id;
  const audience = ARTICLE_AUDIENCES.find((one) => one === query.get("audience"));
  const isArchive = reader.isStaff && query.get("archived") === "1";
  const question = { typed, categoryId, audience, locale, withArchived: isArchive, limit: SHOWN };
  return json({
    frame: knowledgeFrame(signedIn),
    asked: { typed, categoryId: categoryId ?? null, audience: audience ?? null, isArchive },
    categories,
    articles: await articleList(database(), reader, question),
    isStaff: reader.isStaff,
    mayManage: isAllowed(memberships, "desk.manage", { kind: "platform" }),
  });
}

const CategoryForm = z.object({ nameFr: line(80), nameEn: line(80), nameEs: line(80) });

export async function action({ request }: ActionFunctionArgs) {
  const { memberships, actor } = await requireWriter(request);
  if (!isAllowed(memberships, "desk.manage", { kind: "platform" })) throw forbidden();
  const form = await request.formData();
  const typed = CategoryForm.safeParse(fieldsOf(form));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const answer = await addCategory(database(), actor, typed.data);
  if ("refused" in answer) return refuseCommand(form, answer, { nameTaken: "nameFr" });
  return safeRedirect(donePath("/knowledge", "categoryAdded"));
}

export const handle: PageHandle = { title: (t) => t("knowledge:title") };

export default function KnowledgePage() {
  const { t } = useTranslation("knowledge");
  const { frame, asked, categories, articles, isStaff, mayManage } = useLoaderData<typeof loader>();
  return (
    <KnowledgeFrame frame={frame}>
      <PageHeader
        title={t("title")}
        qualifier={t(isStaff ? "qualifierStaff" : "qualifier")}
        actions={
          isStaff && (
            <LinkButton to="/knowledge/new" look="primary">
              {t("write")}
            </LinkButton>
          )
        }
      />
      <DoneNote />
      <ArticleSearch asked={asked} categories={categories} isStaff={isStaff} />
      <ArticleLists articles={articles} categories={categories} asked={asked} isStaff={isStaff} />
      {mayManage && <NewCategory />}
    </KnowledgeFrame>
  );
}
