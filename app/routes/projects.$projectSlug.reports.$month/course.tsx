import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { Shown } from "./shown.ts";

/** Who did what with it, and who has read it: names and instants, oldest first. */
export function Course({ shown: { entries, titles } }: { shown: Shown }) {
  const { t } = useTranslation("reports");
  const format = useFormat();
  const title = (name: string | null) => titles.find((one) => one.name === name)?.title ?? "";
  return (
    <Section title={t("course.title")}>
      <ol className="record-rows">
        {entries
          .filter(({ kind }) => kind !== "commented")
          .map(({ id, kind, section, text, authorName, at }) => (
            <li key={id}>
              <p>{t(`course.${kind}`, { name: authorName, section: title(section), edition: text })}</p>
              <p className="label">{format.dateTime(parseInstant(at))}</p>
              {(kind === "returned" || kind === "erratum") && <p className="mark-detail">{text}</p>}
            </li>
          ))}
      </ol>
    </Section>
  );
}

/** Every edition, the first stays readable; with the hash of its PDF, by which anybody proves what was published. */
export function Editions({ shown: { editions, edition: shownEdition }, home }: { shown: Shown; home: string }) {
  const { t } = useTranslation("reports");
  const format = useFormat();
  if (editions.length === 0) return null;
  return (
    <Section title={t("editions.title")}>
      <ol className="record-rows">
        {editions.map(({ edition, reason, pdfHash, pages, publishedAt, publishedByName }) => (
          <li key={edition}>
            <p>
              {edition === shownEdition ? (
                <b>{t("editions.edition", { edition })}</b>
              ) : (
                <Link to={`${home}?edition=${edition}`}>{t("editions.edition", { edition })}</Link>
              )}{" "}
              ·{" "}
              <Link to={`${home}/pdf?edition=${edition}`} reloadDocument>
                {t("editions.pdf", { count: pages })}
              </Link>
            </p>
            <p className="label">
              {t("editions.by", { name: publishedByName, when: format.dateTime(parseInstant(publishedAt)) })}
            </p>
            {reason && <p className="mark-detail">{reason}</p>}
            <p className="label font-mono break-all">SHA-256 {pdfHash}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
