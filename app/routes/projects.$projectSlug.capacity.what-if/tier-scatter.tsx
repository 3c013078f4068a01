import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";
import { about, FULL_AT, isModel } from "#domain/capacity/tiers.ts";

import type { WhatIfData } from "./route.tsx";

type Tier = NonNullable<WhatIfData["orders"]>[number];

const [WIDTH, HEIGHT] = [320, 150];

/** An hour a point: its orders to the right, the busiest machine's CPU upwards; the fitted line until the tier is full. */
export function TierScatter({ tier: { model, points, machines } }: { tier: Tier }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const line = isModel(model) ? model : null;
  const seen = Math.max(1, ...points.map(([orders]) => orders));
  // Far beyond what was seen the points would be a heap at the axis: the line then leaves the picture.
  const right = Math.min(Math.max(seen * 1.1, (line?.fullAt ?? 0) * 1.08), seen * 8);
  const x = (orders: number) => (orders / right) * WIDTH;
  const y = (use: number) => HEIGHT * (1 - Math.min(1, use));
  const end = line ? Math.min(right, line.fullAt ?? right) : 0;
  return (
    <svg
      className="tier-plot"
      viewBox={`-44 -10 ${WIDTH + 56} ${HEIGHT + 36}`}
      role="img"
      aria-label={t("tiers.summary", { machines: machines.map(({ name }) => name).join(", "), count: points.length })}
    >
      {[0, 0.5, 1].map((level) => (
        <g key={level}>
          <line className="tier-grid" x1="0" x2={WIDTH} y1={y(level)} y2={y(level)} />
          <text className="tier-axis" x="-6" y={y(level) + 4} textAnchor="end">
            {format.percent(level)}
          </text>
        </g>
      ))}
      <line className="tier-full" x1="0" x2={WIDTH} y1={y(FULL_AT)} y2={y(FULL_AT)} />
      {points.map(([orders, use], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place in the list.
        <circle key={index} className="tier-hour" cx={x(orders)} cy={y(use)} r="2" />
      ))}
      {line && (
        <line
          className="tier-line"
          x1={x(0)}
          x2={x(end)}
          y1={y(Math.max(0, line.intercept))}
          y2={y(line.intercept + line.slope * end)}
        />
      )}
      {line?.fullAt != null && line.fullAt <= right && (
        <>
          <circle className="tier-point" cx={x(line.fullAt)} cy={y(FULL_AT)} r="4" />
          <text className="tier-mark" x={x(line.fullAt) - 8} y={y(FULL_AT) - 8} textAnchor="end">
            {format.number(about(line.fullAt))}
          </text>
        </>
      )}
      <text className="tier-axis" x="0" y={HEIGHT + 20}>
        0
      </text>
      <text className="tier-axis" x={WIDTH} y={HEIGHT + 20} textAnchor="end">
        {t("tiers.perHour", { orders: format.number(about(right)) })}
      </text>
    </svg>
  );
}
