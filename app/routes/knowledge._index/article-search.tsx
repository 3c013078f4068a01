import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import { ARTICLE_AUDIENCES, type ArticleLocale } from "#domain/knowledge/article.ts";
import { LONGEST_SEARCH } from "#domain/search/question.ts";

export interface Asked {
  readonly typed: string;
  readonly categoryId: number | null;
  readonly audience: string | null;
  readonly isArchive: boolean;
}

interface ArticleSearchProps {
  readonly asked: Asked;
  readonly categories: readonly { readonly id: number; readonly name: Readonly<Record<ArticleLocale, string>> }[];
  readonly isStaff: boolean;
}

/** What is looked for, where, and for whom. */
export function ArticleSearch({ asked, categories, isStaff }: ArticleSearchProps) {
  const { t } = useTranslation("knowledge");
  const { locale } = useViewer();
  return (
    <search>
      <Form className="article-search" action="/knowledge" key={JSON.stringify(asked)}>
        <TextInput
          name="q"
          type="search"
          label={t("search.field")}
          help={t("search.help")}
          maxLength={LONGEST_SEARCH}
          defaultValue={asked.typed}
          autoComplete="off"
        />
        <Select
          name="category"
          label={t("category")}
          defaultValue={asked.categoryId ?? ""}
          options={[
            { value: "", text: t("search.allCategories") },
            ...categories.map(({ id, name }) => ({ value: String(id), text: name[locale] })),
          ]}
        />
        {isStaff && (
          <Select
            name="audience"
            label={t("readers")}
            defaultValue={asked.audience ?? ""}
            options={[
              { value: "", text: t("search.allReaders") },
              ...ARTICLE_AUDIENCES.map((value) => ({ value, text: t(`audience.${value}`) })),
            ]}
          />
        )}
        <Button type="submit">{t("search.verb")}</Button>
      </Form>
      {isStaff && (
        <p className="label mb-4">
          {asked.isArchive ? (
            <Link to="/knowledge">{t("search.withoutArchived")}</Link>
          ) : (
            <Link to="/knowledge?archived=1">{t("search.withArchived")}</Link>
          )}
        </p>
      )}
    </search>
  );
}
