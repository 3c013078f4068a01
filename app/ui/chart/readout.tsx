import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";

import { bareNumber, type ChartUnit, quantityOf, textOf } from "./axis.ts";
import type { ChartPoint, Extent } from "./points.ts";

interface ReadoutProps {
  readonly label: string;
  readonly unit: ChartUnit;
  /** The value of now, or the last of a window that is past. */
  readonly newest: number | null;
  readonly extent: Extent | null;
  readonly pointed: ChartPoint | null;
  /** The dotted curve: under the cursor, else its average. */
  readonly other?: { readonly name: string; readonly value: number | undefined };
  readonly cursorAt: number | null;
  /** What the axis covers: the narrower, the finer the numbers. */
  readonly span: number;
  /** An instant in words. */
  readonly when: (at: number) => string;
  readonly children?: ReactNode;
}

/** The last value, the one under the cursor, and the extremes of the window. Its lines are always there: no jump. */
export function Readout({ label, unit, newest, extent, pointed, other, cursorAt, span, when, children }: ReadoutProps) {
  const { t } = useTranslation("charts");
  const format = useFormat();
  const say = (value: number) => textOf(unit, value, format, span);
  const now = newest !== null ? quantityOf(unit, newest, format, span) : { number: "–", unit: "" };
  // Extremes are bare numbers in the readout's own unit, which stands above them, but where the highest outgrows it.
  const isSameUnit = newest !== null && extent && quantityOf(unit, extent.max, format, span).unit === now.unit;
  const extreme = (value: number) => (isSameUnit ? bareNumber(unit, value, newest, format, span) : say(value));
  return (
    <div className="recorder-readout">
      <span className="label">{label}</span>
      <b className="readout">
        {now.number} <small>{now.unit}</small>
      </b>
      <span className="label">
        {cursorAt === null
          ? extent && t("readAverage", { value: say(extent.average) })
          : t("readAt", {
              when: when(pointed?.at ?? cursorAt),
              value: pointed ? say(pointed.average) : t("gap"),
            })}
        {"\u200b"}
      </span>
      <span className="label">
        {extent && t("readExtremes", { min: extreme(extent.min), max: extreme(extent.max) })}
        {"\u200b"}
      </span>
      {other && (
        <span className="label recorder-other">
          {t("readOther", { name: other.name, value: other.value === undefined ? t("gap") : say(other.value) })}
        </span>
      )}
      {children && <span className="label">{children}</span>}
    </div>
  );
}
