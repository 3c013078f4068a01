import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAside } from "#app/ui/use-aside.ts";
import { useViewer } from "#app/ui/viewer.tsx";
import { ARTICLE_AUDIENCES, ARTICLE_LIMITS, type ArticleLocale } from "#domain/knowledge/article.ts";

import { Prose } from "./prose.tsx";

export function WordsFields({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation("knowledge");
  return (
    <>
      <TextField
        name="title"
        label={t("form.title")}
        help={t("form.titleHelp")}
        maxLength={ARTICLE_LIMITS.title}
        value={title}
        required
      />
      <AreaField name="text" label={t("form.text")} help={t("form.textHelp")} rows={20} value={text} />
    </>
  );
}

export interface FilingChoices {
  readonly clients: readonly { readonly id: number; readonly name: string }[];
  readonly categories: readonly { readonly id: number; readonly name: Readonly<Record<ArticleLocale, string>> }[];
}

interface FilingValues {
  readonly audience: string;
  readonly clientId: number | null;
  readonly categoryId: number | null;
  readonly reviewOn: string | null;
}

export function FilingFields({ choices, filing }: { choices: FilingChoices; filing: FilingValues }) {
  const { t } = useTranslation("knowledge");
  const { locale } = useViewer();
  return (
    <>
      <SelectField
        name="audience"
        label={t("readers")}
        help={t("form.audienceHelp")}
        value={filing.audience}
        options={ARTICLE_AUDIENCES.map((value) => ({ value, text: t(`audience.${value}`) }))}
      />
      <SelectField
        name="clientId"
        label={t("form.client")}
        help={t("form.clientHelp")}
        value={filing.clientId ?? ""}
        options={[
          { value: "", text: t("form.noClient") },
          ...choices.clients.map(({ id, name }) => ({ value: String(id), text: name })),
        ]}
      />
      <SelectField
        name="categoryId"
        label={t("category")}
        value={filing.categoryId ?? ""}
        options={[
          { value: "", text: t("noCategory") },
          ...choices.categories.map(({ id, name }) => ({ value: String(id), text: name[locale] })),
        ]}
      />
      <TextField
        name="reviewOn"
        type="date"
        label={t("form.reviewOn")}
        help={t("form.reviewOnHelp")}
        value={filing.reviewOn ?? ""}
      />
    </>
  );
}

const TYPING_MS = 400;

/** The form of a text, and beside it what its readers will see. Without scripts, the form alone. */
export function WithPreview({ html, children }: { html: string; children: ReactNode }) {
  const { t } = useTranslation("knowledge");
  const { data, load } = useAside<{ html: string }>("routes/knowledge.preview");
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => load("/knowledge/preview", new URLSearchParams({ text: typed })), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, load]);
  return (
    <div className="columns-half article-edit">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only overhears what is typed in the form inside. */}
      <div
        onInput={({ target }) => {
          if (target instanceof HTMLTextAreaElement && target.name === "text") setTyped(target.value);
        }}
      >
        {children}
      </div>
      <Section title={t("form.preview")} note={t("form.previewNote")}>
        <div className="article-preview">
          <Prose html={data?.html ?? html} />
        </div>
      </Section>
    </div>
  );
}
