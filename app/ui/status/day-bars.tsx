import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";
import type { StatusDay, StatusVerdict } from "#domain/status/days.ts";

const HEIGHT = 34;
/** Worse days are taller: the bars tell the same in black and white. */
const HEIGHTS: Readonly<Record<StatusVerdict, number>> = {
  down: HEIGHT,
  degraded: 25,
  maintenance: 25,
  unmonitored: 18,
  up: 18,
};
/** Of the room of a day. */
const WIDTH = 0.72;

/** A bar a day, oldest first. The words stand in the table; a pointer finds them on each bar too. */
export function DayBars({ days, label }: { days: readonly StatusDay[]; label: string }) {
  const { t } = useTranslation("status");
  const format = useFormat();
  const percent = (index: number) => `${((index / days.length) * 100).toFixed(3)}%`;
  return (
    <svg className="status-bars" width="100%" height={HEIGHT + 2} role="img" aria-label={label}>
      {days.map(({ at, verdict }, index) => (
        <rect
          key={at}
          className={`status-${verdict}`}
          x={percent(index)}
          y={HEIGHT + 1 - HEIGHTS[verdict]}
          width={percent(WIDTH)}
          height={HEIGHTS[verdict]}
        >
          <title>{t("bar", { day: format.weekdayAndDay(at), word: t(`verdicts.${verdict}`) })}</title>
        </rect>
      ))}
    </svg>
  );
}
