import { useTranslation } from "react-i18next";
import { SubjectName } from "#app/ui/capacity/subject-name.tsx";
import { noonOf, type Thing, useCapacityWords } from "#app/ui/capacity/words.ts";
import { oneStop } from "#app/ui/format.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { dayAfter } from "#domain/capacity/daily.ts";
import type { ForecastDay } from "#domain/capacity/forecast/history.ts";
import type { Remaining } from "#domain/capacity/remaining.ts";
import type { ResourceUnit } from "#domain/capacity/resource.ts";

import { areaOf, lineOf, SHOWN_DAYS } from "./forecast-paths.ts";

export interface Charted extends Thing {
  readonly key: string;
  readonly unit: ResourceUnit;
  readonly limit: number;
  readonly current: number | null;
  readonly reach: Pick<Remaining, "answer" | "early" | "late">;
  /** The last 90 days, oldest first; null for a gap. */
  readonly history: readonly (number | null)[];
  readonly days: readonly ForecastDay[];
}

/** The scale goes to 125 % of the limit: what is above has no room, and is as bad. */
const TOP = 1.25;
const HEIGHT = 132;

/** One resource: its past and its future against its limit, and the same in words. */
export function ForecastChart({ chart, madeOn }: { chart: Charted; madeOn: string }) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  const format = useFormat();
  const { limit, current, history, days } = chart;
  const last = days.at(-1);
  const share = (value: number) => format.percent(value / limit);
  const slope = last && current !== null ? ((last[1] - current) / limit / last[0]) * 100 : 0;
  const between = words.between(chart.reach);
  const quantity = (value: number) => words.amount(chart.unit, value, chart.kind);
  const scale = { most: limit * TOP, height: HEIGHT };
  const at = (step: number) => `${(((SHOWN_DAYS + step) / (2 * SHOWN_DAYS)) * 100).toFixed(2)}%`;
  const y = (value: number) => HEIGHT * (1 - value / TOP);
  return (
    <figure className="forecast">
      <header>
        <h3>
          <SubjectName of={chart} /> <span className="dim">{words.resource(chart)}</span>
        </h3>
        <span className="label">
          {t("charts.now", {
            share: current === null ? "–" : share(current),
            slope: `${slope < 0 ? "−" : "+"}${format.number(Math.abs(slope), 2)}`,
          })}
        </span>
      </header>
      <svg className="forecast-plot" width="100%" height={HEIGHT + 22} aria-hidden="true">
        {[0.5, 1].map((level) => (
          <line key={level} className="forecast-grid" x1="0" x2="100%" y1={y(level)} y2={y(level)} />
        ))}
        <svg
          width="100%"
          height={HEIGHT}
          viewBox={`0 0 ${2 * SHOWN_DAYS} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path className="forecast-band95" d={areaOf(days, 4, 5, scale)} />
          <path className="forecast-band80" d={areaOf(days, 2, 3, scale)} />
          <path
            className="forecast-measured"
            d={lineOf(
              history.map((value, day) => [day + 0.5, value]),
              scale,
            )}
          />
          <path
            className="forecast-mean"
            d={lineOf(
              days.map(([step, mean]) => [SHOWN_DAYS + step - 0.5, mean]),
              scale,
            )}
          />
        </svg>
        <line className="forecast-limit" x1="0" x2="100%" y1={y(1)} y2={y(1)} />
        <line className="forecast-now" x1="50%" x2="50%" y1="0" y2={HEIGHT} />
        <line className="forecast-axis" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
        <text className="forecast-level" x="2" y={y(1) - 5}>
          {t("charts.limit", { limit: quantity(limit) })}
        </text>
        <text className="forecast-level" x="2" y={y(0.5) - 5}>
          {format.percent(0.5)}
        </text>
        {[-60, -30, 0, 30, 60].map((step) => (
          <text key={step} x={at(step)} y={HEIGHT + 16} textAnchor="middle">
            {format.day(noonOf(dayAfter(madeOn, step)))}
          </text>
        ))}
      </svg>
      <figcaption>
        {last
          ? t("charts.summary", {
              thing: words.thing(chart),
              share: current === null ? "–" : share(current),
              day: words.day(dayAfter(madeOn, last[0])),
              mean: share(last[1]),
              lower: share(last[2]),
              upper: share(last[3]),
            })
          : t("charts.noForecast")}{" "}
        {between && oneStop(t("charts.reach", { between }))}
      </figcaption>
    </figure>
  );
}
