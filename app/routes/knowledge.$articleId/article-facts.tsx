import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { DefinitionList } from "#app/ui/definition-list.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";

import type { Article, Shown, Staff } from "./shown.ts";

interface ArticleFactsProps {
  readonly article: Article;
  readonly category: Shown["category"];
  readonly linked: Staff["linked"] | null;
}

/** For whom it is, who answers for it, since when, in which languages, and from which tickets. */
export function ArticleFacts({ article, category, linked }: ArticleFactsProps) {
  const { t } = useTranslation("knowledge");
  const { locale } = useViewer();
  const format = useFormat();
  const { id, text, languages } = article;
  const day = (at: string | null) => (at === null ? null : format.fullDay(parseInstant(at)));
  const by = (at: string | null, name: string | null) => (at === null ? null : t("by", { day: day(at), name }));
  const items = [
    { term: t("readers"), value: article.client ?? t(`audience.${article.audience}`) },
    { term: t("category"), value: category?.[locale] ?? t("noCategory") },
    { term: t("facts.published"), value: by(text.publishedAt, text.approvedByName) },
    { term: t("facts.reviewed"), value: by(article.reviewedAt, article.reviewedByName) },
    ...(article.mayWrite
      ? [
          { term: t("facts.changed"), value: by(text.changedAt, text.changedByName) },
          { term: t("facts.reviewOn"), value: article.reviewOn && format.fullDay(Date.parse(article.reviewOn)) },
        ]
      : []),
  ];
  return (
    <>
      <Section title={t("facts.title")}>
        <DefinitionList items={items} />
        {languages.length > 1 && (
          <p className="inline-list mt-3">
            {languages.map((one) =>
              one.locale === text.locale ? (
                <b key={one.locale}>{t(`language.${one.locale}`)}</b>
              ) : (
                <Link key={one.locale} to={`/knowledge/${id}?lang=${one.locale}`} hrefLang={one.locale}>
                  {t(`language.${one.locale}`)}
                </Link>
              ),
            )}
          </p>
        )}
      </Section>
      {linked && linked.count > 0 && (
        <Section title={t("facts.tickets")} note={t("facts.ticketCount", { count: linked.count })}>
          <ul className="article-rows">
            {linked.tickets.map(({ id: number, subject, projectSlug, isSource }) => (
              <li key={number}>
                <Link to={`/projects/${projectSlug}/tickets/${number}`}>{t("facts.ticket", { number, subject })}</Link>
                {isSource && <span className="label">{t("facts.source")}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
