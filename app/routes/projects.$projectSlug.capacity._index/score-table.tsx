import { useTranslation } from "react-i18next";

import { SubjectName } from "#app/ui/capacity/subject-name.tsx";
import { useCapacityWords } from "#app/ui/capacity/words.ts";
import { StateWord } from "#app/ui/state-mark.tsx";
import type { ScoreRow } from "#domain/capacity/score.ts";

/** Each forecast that has come due: what was said, what was measured, and where in the band it fell. */
export function ScoreTable({ rows }: { rows: readonly ScoreRow[] }) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  return (
    <table className="data-table score-table">
      <thead>
        <tr>
          <th scope="col">{t("score.resource")}</th>
          <th scope="col">{t("score.madeOn")}</th>
          <th scope="col" className="numeric">
            {t("score.said")}
          </th>
          <th scope="col" className="numeric">
            {t("score.measured")}
          </th>
          <th scope="col">{t("score.where")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const amount = (value: number) => words.amount(row.unit, value, row.kind);
          return (
            <tr key={`${row.forecastId} ${row.step}`}>
              <th scope="row">
                <SubjectName of={row} /> <span className="dim">{words.resource(row)}</span>
              </th>
              <td data-label={t("score.madeOn")}>
                {t("score.ahead", { day: words.day(row.madeOn), count: row.step })}
              </td>
              <td className="numeric" data-label={t("score.said")}>
                {t("score.range", { lower: amount(row.lower80), upper: amount(row.upper80) })}
              </td>
              <td className="numeric" data-label={t("score.measured")}>
                {row.measured === null ? "–" : amount(row.measured)}
              </td>
              <td data-label={t("score.where")}>
                <span className="score-where">
                  <Place row={row} />
                  <StateWord state={row.isInside ? "ok" : "warn"} word={wordOf(row)} />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );

  function wordOf({ isInside, measured, lower80, upper80, unit, kind }: ScoreRow): string {
    if (isInside || measured === null) return t("score.right");
    const by = measured > upper80 ? measured - upper80 : lower80 - measured;
    return t(measured > upper80 ? "score.tooLow" : "score.tooHigh", { by: words.amount(unit, by, kind) });
  }
}

/** The band in the middle third, and the measure where it fell. */
function Place({ row: { lower80, upper80, measured } }: { row: ScoreRow }) {
  if (measured === null) return null;
  const width = upper80 - lower80;
  const share = width > 0 ? (measured - lower80) / width : 0.5;
  const at = Math.min(0.97, Math.max(0.03, 1 / 3 + share / 3));
  return (
    <svg width="96" height="14" aria-hidden="true">
      <line className="score-line" x1="0" x2="100%" y1="7" y2="7" />
      <rect className="score-band" x="33.3%" y="2" width="33.3%" height="10" />
      <circle
        className={share < 0 || share > 1 ? "score-miss" : "score-hit"}
        cx={`${(at * 100).toFixed(1)}%`}
        cy="7"
        r="4"
      />
    </svg>
  );
}
