import { useTranslation } from "react-i18next";

import { type ChartUnit, textOf } from "#app/ui/chart/axis.ts";
import { type ChartPoint, condensed, type Gap } from "#app/ui/chart/points.ts";
import { instantText, stretchTexts } from "#app/ui/chart/words.ts";
import { useFormat } from "#app/ui/use-format.tsx";

/** Rows that a reader can take in; more are merged, their extremes kept. */
const MOST_ROWS = 24;

interface KeptTableProps {
  readonly name: string;
  readonly unit: ChartUnit;
  readonly points: readonly ChartPoint[];
  readonly gaps: readonly Gap[];
  /** What the axis covers: the narrower, the finer the numbers. */
  readonly span: number;
  readonly window: { readonly from: number; readonly to: number };
  readonly stepMs: number;
}

/** The same curve as numbers, its gaps as rows of their own. The browser's own disclosure: it opens without scripts. */
export function KeptTable({ name, unit, points, gaps, span, window, stepMs }: KeptTableProps) {
  const { t } = useTranslation(["tickets", "charts"]);
  const format = useFormat();
  const { from, to } = window;
  const rowMs = Math.ceil((to - from) / MOST_ROWS / stepMs) * stepMs;
  const rows = condensed(points, (at) => Math.floor((at - from) / rowMs));
  const frame = { from, to, stepMs: rowMs };
  const lines = [
    ...rows.map((point) => ({ at: point.at, point, gap: null })),
    ...gaps.map((gap) => ({ at: gap.from, point: null, gap })),
  ].sort((one, other) => one.at - other.at);
  return (
    <details className="disclosure kept-table">
      <summary>{t("tickets:window.asTable")}</summary>
      <table className="data-table data-table-plain">
        <caption className="sr-only">
          {t("charts:tableCaption", { label: name, step: format.duration(rowMs / 1_000) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("charts:time")}</th>
            {(["minimum", "mean", "maximum"] as const).map((column) => (
              <th key={column} scope="col" className="numeric">
                {t(`charts:${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ at, point, gap }) =>
            point ? (
              <tr key={at}>
                <th scope="row">{instantText(at, frame, format)}</th>
                {(["min", "average", "max"] as const).map((of) => (
                  <td key={of} className="numeric">
                    {textOf(unit, point[of], format, span)}
                  </td>
                ))}
              </tr>
            ) : (
              <tr key={`gap ${at}`}>
                <td colSpan={4} className="dim">
                  {gap && t("charts:gapFrom", stretchTexts(gap, frame, format))}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </details>
  );
}
