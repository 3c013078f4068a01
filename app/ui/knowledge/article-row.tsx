import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Tag } from "#app/ui/tag.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import type { ArticleLine } from "#domain/knowledge/article.ts";

/** An article in a list: its title, and what its reader must know of it before they open it. */
export function ArticleRow({ article, isStaff }: { article: SerializeFrom<ArticleLine>; isStaff: boolean }) {
  const { t } = useTranslation("knowledge");
  const format = useFormat();
  const viewer = useViewer();
  const { id, title, locale, audience, client, state, stale, reviewOn } = article;
  const day = format.fullDay(parseInstant(article.changedAt));
  return (
    <li className="article-row">
      <div>
        <Link to={`/knowledge/${id}`} lang={locale === viewer.locale ? undefined : locale}>
          {title}
        </Link>
        <p className="label">
          {t("number", { id })} · {t("changed", { day })}
          {locale !== viewer.locale && <> · {t("onlyIn", { language: t(`language.${locale}`) })}</>}
        </p>
      </div>
      {isStaff && (
        <p className="article-tags">
          {state !== "published" && <Tag tone="sea">{t(`state.${state}`)}</Tag>}
          {stale.map((reason) => (
            <Tag key={reason} tone="dashed">
              {t(`stale.${reason}`, { day: reviewOn ? format.fullDay(Date.parse(reviewOn)) : "" })}
            </Tag>
          ))}
          <Tag>{client ?? t(`audience.${audience}`)}</Tag>
        </p>
      )}
    </li>
  );
}

export function ArticleRows({
  articles,
  isStaff,
}: {
  articles: readonly SerializeFrom<ArticleLine>[];
  isStaff: boolean;
}) {
  return (
    <ul className="article-rows">
      {articles.map((article) => (
        <ArticleRow key={article.id} article={article} isStaff={isStaff} />
      ))}
    </ul>
  );
}
