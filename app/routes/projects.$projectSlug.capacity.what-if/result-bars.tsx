import { useTranslation } from "react-i18next";

import { calendarMonths, placeOf } from "#app/ui/capacity/calendar.ts";
import { noonOf } from "#app/ui/capacity/words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Dates } from "#domain/capacity/what-if.ts";

const place = (day: string, today: string) => `${(placeOf(day, today) * 100).toFixed(2)}%`;

/** Drawn for the eye: above as it is, below as it would be. */
export function Bars({ whatIf, today }: { whatIf: { readonly before: Dates; readonly after: Dates }; today: string }) {
  return (
    <svg className="remaining-line" width="100%" height="32" aria-hidden="true">
      {calendarMonths(today).map(({ day, at }) => (
        <line key={day} className="remaining-month" x1={`${at * 100}%`} x2={`${at * 100}%`} y1="0" y2="100%" />
      ))}
      <Bar dates={whatIf.before} today={today} y={7} className="what-if-before" />
      <Bar dates={whatIf.after} today={today} y={19} className="remaining-bar" />
    </svg>
  );
}

function Bar({ dates, today, y, className }: { dates: Dates; today: string; y: number; className: string }) {
  const { early, late, likely } = dates;
  if (early === null) return null;
  // Short already: a square where the calendar begins.
  if (late !== null && late <= today) return <rect className={className} x="1" y={y} width="7" height="7" />;
  const end = late === null ? 1 : placeOf(late, today);
  const width = `${(Math.max(0.006, end - placeOf(early, today)) * 100).toFixed(2)}%`;
  return (
    <>
      <rect className={className} x={place(early, today)} y={y} width={width} height="7" />
      {likely !== null && (
        <rect className="remaining-likely" x={place(likely, today)} y={y - 3} width="2" height="13" />
      )}
    </>
  );
}

/** The months over them. */
export function Months({ today }: { today: string }) {
  const format = useFormat();
  return (
    <svg className="remaining-months" width="100%" height="32" aria-hidden="true">
      {calendarMonths(today)
        .filter(({ at }) => at < 0.97)
        .map(({ day, month, year, at }, index) => (
          <g key={day}>
            {month === 1 && (
              <text className="remaining-year" x={`${at * 100}%`} y="12">
                {year}
              </text>
            )}
            <text className={index % 2 === 0 ? undefined : "remaining-between"} x={`${at * 100}%`} y="27">
              {format.day(noonOf(day)).replace(/^\S+\s/, "")}
            </text>
          </g>
        ))}
    </svg>
  );
}

/** Which of the two bars is which. */
export function Key() {
  const { t } = useTranslation("capacity");
  return (
    <span className="key">
      <span>
        <svg width="30" height="12" aria-hidden="true">
          <rect className="what-if-before" x="1" y="3" width="28" height="7" />
        </svg>
        {t("whatIf.before")}
      </span>
      <span>
        <svg width="30" height="12" aria-hidden="true">
          <rect className="remaining-bar" y="3" width="30" height="7" />
        </svg>
        {t("whatIf.after")}
      </span>
    </span>
  );
}
