import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { NewArticleForm } from "#app/http/article-form.ts";
import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { knowledgeFrame, requireWriter } from "#app/http/knowledge-reader.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { FilingFields, WithPreview, WordsFields } from "#app/ui/knowledge/article-fields.tsx";
import { KnowledgeFrame } from "#app/ui/knowledge/frame.tsx";
import { exceptPreviews } from "#app/ui/knowledge/revalidation.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { database } from "#db/client.server.ts";
import { ARTICLE_LOCALES } from "#domain/knowledge/article.ts";
import { writeArticle } from "#domain/knowledge/commands.server.ts";
import { categoriesOf, clientsToWriteFor } from "#domain/knowledge/queries.server.ts";
import { reviewDayAfter } from "#domain/knowledge/review-day.ts";

export const shouldRevalidate = exceptPreviews;

export async function loader({ request }: LoaderFunctionArgs) {
  const signedIn = await requireWriter(request);
  const [categories, clients] = await Promise.all([
    categoriesOf(database()),
    clientsToWriteFor(database(), signedIn.reader),
  ]);
  return json({
    frame: knowledgeFrame(signedIn),
    choices: { categories, clients },
    locale: signedIn.locale,
    reviewOn: reviewDayAfter(new Date()),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { reader, actor } = await requireWriter(request);
  const form = await request.formData();
  const typed = NewArticleForm.safeParse(fieldsOf(form));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const answer = await writeArticle(database(), reader, actor, typed.data);
  if ("refused" in answer)
    return refuseCommand(form, answer, { noSuchClient: "clientId", noSuchCategory: "categoryId" });
  return safeRedirect(donePath(`/knowledge/${answer.id}`, "articleWritten"));
}

export const handle: PageHandle = { title: (t) => t("knowledge:new.title") };

export default function NewArticlePage() {
  const { t } = useTranslation("knowledge");
  const { frame, choices, locale, reviewOn } = useLoaderData<typeof loader>();
  return (
    <KnowledgeFrame frame={frame} crumbs={[{ text: t("new.title") }]}>
      <PageHeader title={t("new.title")} />
      <WithPreview html="">
        <RecordForm intent="write" verb={t("new.verb")} wide>
          <div className="form col-span-full w-full max-w-none!">
            <WordsFields title="" text="" />
          </div>
          <SelectField
            name="locale"
            label={t("form.locale")}
            value={locale}
            options={ARTICLE_LOCALES.map((value) => ({ value, text: t(`language.${value}`) }))}
          />
          <FilingFields choices={choices} filing={{ audience: "staff", clientId: null, categoryId: null, reviewOn }} />
        </RecordForm>
      </WithPreview>
    </KnowledgeFrame>
  );
}
