import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { ReportStateWord } from "#app/ui/reports/report-state.tsx";
import { useMonthName } from "#app/ui/reports/use-month.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ListedReport } from "#domain/reports/queries.server.ts";

interface ArchiveProps {
  readonly reports: SerializeFrom<readonly ListedReport[]>;
  readonly home: string;
  readonly typed: string;
}

/** Every report, the newest month first; the corrected ones say so. */
export function Archive({ reports, home, typed }: ArchiveProps) {
  const { t } = useTranslation("reports");
  const format = useFormat();
  const monthIn = useMonthName();
  if (reports.length === 0) {
    return typed === "" ? (
      <EmptyState title={t("none")} text={t("noneText")} />
    ) : (
      <EmptyState title={t("notFound", { typed })} />
    );
  }
  const columns = ["number", "state", "published", "pages", "file"] as const;
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">{t("month")}</th>
          {columns.map((key) => (
            <th key={key} scope="col" className={key === "number" || key === "pages" ? "numeric" : undefined}>
              {t(`columns.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {reports.map(({ month, number, state, publishedAt, edition, pages }) => (
          <tr key={month}>
            <th scope="row">
              <Link to={`${home}/${month}`}>{monthIn(month)}</Link>
              {edition !== null && edition > 1 && (
                <span className="data-table-second">{t("corrected", { edition: format.number(edition) })}</span>
              )}
            </th>
            <td className="numeric" data-label={t("columns.number")}>
              {format.number(number)}
            </td>
            <td data-label={t("columns.state")}>
              <ReportStateWord state={state} />
            </td>
            <td data-label={t("columns.published")}>{publishedAt ? format.fullDay(parseInstant(publishedAt)) : "–"}</td>
            <td className="numeric" data-label={t("columns.pages")}>
              {pages === null ? "–" : format.number(pages)}
            </td>
            <td data-label={t("columns.file")}>
              {edition === null ? (
                "–"
              ) : (
                <Link to={`${home}/${month}/pdf`} reloadDocument>
                  {t("pdf")}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
