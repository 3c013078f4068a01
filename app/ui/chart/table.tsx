import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";

import { type ChartUnit, textOf } from "./axis.ts";
import { type ChartPoint, condensed } from "./points.ts";

/** Rows that a reader can take in; longer series are merged, their extremes kept. */
const MOST_ROWS = 24;

/** The same curve as numbers. */
export function ChartTable({ label, unit, points }: { label: string; unit: ChartUnit; points: readonly ChartPoint[] }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  return (
    <div className="chart-table">
      <table className="data-table data-table-plain">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t("chart.time")}</th>
            <th scope="col" className="numeric">
              {t("chart.minimum")}
            </th>
            <th scope="col" className="numeric">
              {t("chart.mean")}
            </th>
            <th scope="col" className="numeric">
              {t("chart.maximum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {condensed(points, MOST_ROWS).map((point) => (
            <tr key={point.at}>
              <th scope="row">{format.clockWithSeconds(point.at)}</th>
              <td className="numeric" data-label={t("chart.minimum")}>
                {textOf(unit, point.min, format)}
              </td>
              <td className="numeric" data-label={t("chart.mean")}>
                {textOf(unit, point.average, format)}
              </td>
              <td className="numeric" data-label={t("chart.maximum")}>
                {textOf(unit, point.max, format)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
