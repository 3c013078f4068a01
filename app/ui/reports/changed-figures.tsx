import { useTranslation } from "react-i18next";

import type { ChangedFigure } from "#domain/reports/report.ts";

/** « 99,94 % → 99,97 % », one a line. */
export function ChangedFigures({ changes, none }: { changes: readonly ChangedFigure[]; none?: string }) {
  const { t } = useTranslation("reports");
  if (changes.length === 0) return none ? <p className="label">{none}</p> : null;
  return (
    <ul className="label">
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <span className="sr-only">{path} </span>
          <del>{before ?? t("changes.absent")}</del> → <b>{after ?? t("changes.absent")}</b>
        </li>
      ))}
    </ul>
  );
}
