import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { FilingForm, TextForm } from "#app/http/article-form.ts";
import { donePath, fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { articleNumber, askedLanguage, knowledgeFrame, requireWriter } from "#app/http/knowledge-reader.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { notFound } from "#app/http/refusals.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { readForm } from "#app/http/uploads.server.ts";
import { AttachmentPicker } from "#app/ui/attachments/picker.tsx";
import { FilingFields, WithPreview, WordsFields } from "#app/ui/knowledge/article-fields.tsx";
import { KnowledgeFrame } from "#app/ui/knowledge/frame.tsx";
import { exceptPreviews } from "#app/ui/knowledge/revalidation.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { database } from "#db/client.server.ts";
import { articleOf } from "#domain/knowledge/article.server.ts";
import { ARTICLE_LIMITS, ARTICLE_LOCALES } from "#domain/knowledge/article.ts";
import { saveText } from "#domain/knowledge/commands.server.ts";
import { fileArticle } from "#domain/knowledge/filing.server.ts";
import { articleHtml } from "#domain/knowledge/markdown.ts";
import { categoriesOf, clientsToWriteFor } from "#domain/knowledge/queries.server.ts";

export const shouldRevalidate = exceptPreviews;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireWriter(request);
  const { reader } = signedIn;
  const id = articleNumber(params.articleId);
  const locale = askedLanguage(request, signedIn.locale);
  const article = await articleOf(database(), reader, { id, locale, newest: true });
  if (!article?.mayWrite) throw notFound();
  const [categories, clients] = await Promise.all([categoriesOf(database()), clientsToWriteFor(database(), reader)]);
  const { audience, clientId, categoryId, reviewOn, version, languages, text } = article;
  // A language that has no text yet begins with the one that is translated.
  const isNew = text.locale !== locale;
  return json({
    frame: knowledgeFrame(signedIn),
    id,
    filing: { audience, clientId, categoryId, reviewOn, version },
    choices: { categories, clients },
    languages: languages.map((one) => one.locale),
    locale,
    from: isNew ? text.locale : null,
    words: { title: text.title, text: text.text, version: isNew ? 0 : text.version },
    html: articleHtml(text.text),
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { reader, actor, user } = await requireWriter(request);
  const articleId = articleNumber(params.articleId);
  const article = await articleOf(database(), reader, { id: articleId, locale: "fr" });
  if (!article?.mayWrite) throw notFound();
  const { form, refused } = await readForm(request, { projectId: null, uploaderId: user.id });
  if (refused[0]) return refuseForm(form, { attachment: `attachments:refused.${refused[0].reason}` }, 422);
  if (intentOf(form) === "file") {
    const typed = FilingForm.safeParse(fieldsOf(form));
    if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
    const answer = await fileArticle(database(), reader, actor, { articleId, ...typed.data });
    if ("refused" in answer)
      return refuseCommand(form, answer, { noSuchClient: "clientId", noSuchCategory: "categoryId" });
    return safeRedirect(donePath(`/knowledge/${articleId}`, "articleFiled"));
  }
  const typed = TextForm.safeParse(fieldsOf(form, ["attachment"]));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const { attachment: pictureIds, ...words } = typed.data;
  const answer = await saveText(database(), reader, actor, { articleId, pictureIds, ...words });
  if ("refused" in answer)
    return refuseCommand(form, answer, { fileNotFound: "attachment", tooManyFiles: "attachment" });
  return safeRedirect(donePath(`/knowledge/${articleId}?lang=${typed.data.locale}&text=newest`, "articleSaved"));
}

export const handle: PageHandle<{ words: { title: string } }> = {
  title: (t, { words }) => t("knowledge:edit.titleOf", { title: words.title }),
};

export default function EditArticlePage() {
  const { t } = useTranslation("knowledge");
  const { frame, id, filing, choices, languages, locale, from, words, html } = useLoaderData<typeof loader>();
  const { version, ...filed } = filing;
  const crumbs = [{ text: t("number", { id }), to: `/knowledge/${id}?lang=${locale}` }, { text: t("edit.title") }];
  return (
    <KnowledgeFrame frame={frame} crumbs={crumbs}>
      <PageHeader title={words.title} qualifier={t(`language.${locale}`)} />
      <p className="inline-list mb-4">
        {ARTICLE_LOCALES.filter((one) => one !== locale).map((one) => (
          <Link key={one} to={`/knowledge/${id}/edit?lang=${one}`}>
            {t(languages.includes(one) ? "edit.other" : "edit.translate", { language: t(`language.${one}`) })}
          </Link>
        ))}
      </p>
      {from && <p className="article-notice">{t("edit.from", { language: t(`language.${from}`) })}</p>}
      <WithPreview key={locale} html={html}>
        <RecordForm intent="save" hidden={{ locale, version: words.version }} verb={t("edit.verb")} files>
          <div className="form w-full max-w-none!">
            <WordsFields title={words.title} text={words.text} />
            <AttachmentPicker to="/attachments" />
            <TextField name="note" label={t("edit.note")} help={t("edit.noteHelp")} maxLength={ARTICLE_LIMITS.note} />
          </div>
        </RecordForm>
      </WithPreview>
      <Section title={t("edit.filing")} note={t("edit.filingNote")}>
        <RecordForm intent="file" hidden={{ version }} verb={t("edit.file")} look="plain" wide>
          <FilingFields choices={choices} filing={filed} />
        </RecordForm>
      </Section>
    </KnowledgeFrame>
  );
}
