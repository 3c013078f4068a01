import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";

import type { Article } from "./shown.ts";

/** What its reader must know before the first line: another language, a text that is not published, one that is stale. */
export function ArticleNotices({ article }: { article: Article }) {
  const { t } = useTranslation("knowledge");
  const viewer = useViewer();
  const format = useFormat();
  const { id, text, stale, staleReason, reviewOn } = article;
  const showsNewest = text.number === text.newest;
  const notices = [
    text.locale !== viewer.locale &&
      !article.languages.some(({ locale }) => locale === viewer.locale) &&
      t("notice.language", { language: t(`language.${text.locale}`) }),
    article.mayWrite && !text.isPublished && t(`notice.${text.state}`),
    article.mayWrite && text.hasNewer && showsNewest && t("notice.newer"),
    ...stale.map((reason) =>
      t(`notice.${reason}`, { day: reviewOn ? format.fullDay(Date.parse(reviewOn)) : "", reason: staleReason ?? "" }),
    ),
  ].filter((notice): notice is string => typeof notice === "string");
  return (
    <>
      {notices.map((notice) => (
        <p key={notice} className="article-notice">
          {notice}
        </p>
      ))}
      {article.mayWrite && text.hasNewer && (
        <p className="article-notice">
          {showsNewest ? (
            <Link to={`/knowledge/${id}?lang=${text.locale}`}>{t("notice.seePublished")}</Link>
          ) : (
            <>
              {t("notice.hasNewer", { number: text.newest })}{" "}
              <Link to={`/knowledge/${id}?lang=${text.locale}&text=newest`}>{t("notice.seeNewest")}</Link>
            </>
          )}
        </p>
      )}
    </>
  );
}
