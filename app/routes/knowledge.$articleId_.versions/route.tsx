import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { articleLocale } from "#app/http/article-form.ts";
import { donePath, fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { rowId, version } from "#app/http/form-fields.ts";
import { articleNumber, askedLanguage, knowledgeFrame, requireWriter } from "#app/http/knowledge-reader.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { notFound } from "#app/http/refusals.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { KnowledgeFrame } from "#app/ui/knowledge/frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { database } from "#db/client.server.ts";
import { articleOf, historyOf } from "#domain/knowledge/article.server.ts";
import { restoreVersion } from "#domain/knowledge/commands.server.ts";
import { differenceOf } from "#domain/knowledge/difference.ts";

import { CompareForm } from "./compare-form.tsx";
import { Difference } from "./difference.tsx";
import { Versions } from "./versions.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireWriter(request);
  const { reader } = signedIn;
  const id = articleNumber(params.articleId);
  const article = await articleOf(database(), reader, { id, locale: askedLanguage(request, signedIn.locale) });
  const locale = article?.text.locale;
  const history = locale && (await historyOf(database(), reader, { id, locale }));
  if (!history) throw notFound();
  const { versions, steps } = history;
  const query = new URL(request.url).searchParams;
  const asked = (name: string) => versions.find(({ number }) => String(number) === query.get(name));
  const to = asked("to") ?? versions[0];
  const from = asked("from") ?? versions.find(({ number }) => number < (to?.number ?? 0));
  return json({
    frame: knowledgeFrame(signedIn),
    id,
    locale,
    title: article.text.title,
    rowVersion: article.text.version,
    isArchived: article.text.state === "archived",
    published: article.text.isPublished ? article.text.number : null,
    versions: versions.map(({ text: _text, ...one }) => one),
    steps,
    compared:
      from && to
        ? {
            from: from.number,
            to: to.number,
            title: differenceOf(from.title, to.title),
            text: differenceOf(from.text, to.text),
          }
        : null,
  });
}

const RestoreForm = z.object({ locale: articleLocale, version, number: rowId });

export async function action({ request, params }: ActionFunctionArgs) {
  const { reader, actor } = await requireWriter(request);
  const articleId = articleNumber(params.articleId);
  const article = await articleOf(database(), reader, { id: articleId, locale: "fr" });
  if (!article?.mayWrite) throw notFound();
  const form = await request.formData();
  const typed = RestoreForm.safeParse(fieldsOf(form));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const answer = await restoreVersion(database(), reader, actor, { articleId, ...typed.data });
  if ("refused" in answer) return refuseCommand(form, answer);
  return safeRedirect(donePath(`/knowledge/${articleId}?lang=${typed.data.locale}&text=newest`, "articleRestored"));
}

export const handle: PageHandle<{ title: string }> = {
  title: (t, { title }) => t("knowledge:versions.titleOf", { title }),
};

export default function VersionsPage() {
  const { t } = useTranslation("knowledge");
  const { frame, id, locale, title, versions, compared, ...rest } = useLoaderData<typeof loader>();
  const crumbs = [{ text: t("number", { id }), to: `/knowledge/${id}?lang=${locale}` }, { text: t("versions.title") }];
  return (
    <KnowledgeFrame frame={frame} crumbs={crumbs}>
      <PageHeader title={title} qualifier={t("versions.qualifier", { language: t(`language.${locale}`) })} />
      <div className="columns-side">
        <Section
          title={compared ? t("versions.between", { from: compared.from, to: compared.to }) : t("versions.only")}
        >
          {versions.length > 1 && compared && <CompareForm {...{ locale, versions, compared }} />}
          {compared && (
            <>
              {compared.title.some(({ kind }) => kind !== "folded") && <Difference lines={compared.title} />}
              <Difference lines={compared.text} />
            </>
          )}
        </Section>
        <Versions {...{ id, locale, versions }} {...rest} />
      </div>
    </KnowledgeFrame>
  );
}
