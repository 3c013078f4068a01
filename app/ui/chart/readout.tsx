import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";

import { bareNumber, type ChartUnit, quantityOf, textOf } from "./axis.ts";
import type { ChartPoint, Extent } from "./points.ts";

interface ReadoutProps {
  readonly label: string;
  readonly unit: ChartUnit;
  readonly last: ChartPoint | null;
  readonly extent: Extent | null;
  readonly pointed: ChartPoint | null;
  readonly cursorAt: number | null;
  /** What the axis covers: the narrower, the finer the numbers. */
  readonly span: number;
  readonly state: "ready" | "loading" | "stale" | "error";
  readonly children?: ReactNode;
}

/** The last value, the one under the cursor, and the extremes of the window. Its lines are always there: no jump. */
export function Readout({ label, unit, last, extent, pointed, cursorAt, span, state, children }: ReadoutProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const say = (value: number) => textOf(unit, value, format, span);
  const now = last ? quantityOf(unit, last.average, format, span) : { number: "–", unit: "" };
  // Extremes are bare numbers in the readout's own unit, which stands above them, but where the highest outgrows it.
  const isSameUnit = last && extent && quantityOf(unit, extent.max, format, span).unit === now.unit;
  const extreme = (value: number) => (isSameUnit ? bareNumber(unit, value, last.average, format, span) : say(value));
  return (
    <div className="recorder-readout">
      <span className="label">{label}</span>
      {state === "loading" ? (
        <span className="skeleton-block recorder-readout-block" />
      ) : (
        <b className="readout">
          {now.number} <small>{now.unit}</small>
        </b>
      )}
      <span className="label">
        {cursorAt === null
          ? extent && t("chart.readAverage", { value: say(extent.average) })
          : t("chart.readAt", {
              when: format.clockWithSeconds(pointed?.at ?? cursorAt),
              value: pointed ? say(pointed.average) : t("chart.gap"),
            })}
        {"\u200b"}
      </span>
      <span className="label">
        {extent && t("chart.readExtremes", { min: extreme(extent.min), max: extreme(extent.max) })}
        {"\u200b"}
      </span>
      {children && <span className="label">{children}</span>}
    </div>
  );
}
