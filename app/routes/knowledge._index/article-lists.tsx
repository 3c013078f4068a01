import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { ArticleRows } from "#app/ui/knowledge/article-row.tsx";
import { Section } from "#app/ui/section.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import type { ArticleLine, ArticleLocale } from "#domain/knowledge/article.ts";

import type { Asked } from "./article-search.tsx";

type Line = SerializeFrom<ArticleLine>;

interface ArticleListsProps {
  readonly articles: readonly Line[];
  readonly categories: readonly { readonly id: number; readonly name: Readonly<Record<ArticleLocale, string>> }[];
  readonly asked: Asked;
  readonly isStaff: boolean;
}

/** What was found, the best first; unasked, what staff must act on first, then all by category. */
export function ArticleLists({ articles, categories, asked, isStaff }: ArticleListsProps) {
  const { t } = useTranslation("knowledge");
  const { locale } = useViewer();
  if (articles.length === 0) {
    const text = t(asked.typed === "" ? "noneText" : "search.nothingText");
    return (
      <EmptyState title={asked.typed === "" ? t("none") : t("search.nothing", { typed: asked.typed })} text={text} />
    );
  }
  if (asked.typed !== "") {
    return (
      <Section title={t("search.found", { count: articles.length })}>
        <ArticleRows articles={articles} isStaff={isStaff} />
      </Section>
    );
  }
  const stale = articles.filter((article) => article.stale.length > 0 && article.state !== "archived");
  const written = articles.filter(({ state }) => state === "draft" || state === "in_review");
  const others = articles.filter((article) => !stale.includes(article) && !written.includes(article));
  const groups = [
    { key: "stale", title: t("lists.stale"), note: t("lists.staleNote"), articles: stale },
    { key: "written", title: t("lists.written"), note: t("lists.writtenNote"), articles: written },
    ...[...categories.map(({ id, name }) => ({ id, title: name[locale] })), { id: null, title: t("noCategory") }].map(
      ({ id, title }) => ({
        key: String(id),
        title,
        note: undefined,
        articles: others.filter(({ categoryId }) => categoryId === id),
      }),
    ),
  ];
  return (
    <>
      {groups.map(
        ({ key, title, note, articles: lines }) =>
          lines.length > 0 && (
            <Section key={key} title={title} note={note}>
              <ArticleRows articles={lines} isStaff={isStaff} />
            </Section>
          ),
      )}
    </>
  );
}
