import { useTranslation } from "react-i18next";

import { briefPercent, MARK_OF, spanText } from "#app/ui/availability/words.ts";
import { Section } from "#app/ui/section.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { DayPicture } from "#domain/availability/picture.ts";

const HEIGHT = 216;
const KEY = ["up", "degraded", "down", "maintenance", "unmonitored"] as const;

/** The month hour by hour, and the same as a table. */
export function MonthGrid({ days, now }: { days: readonly DayPicture[]; now: number }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const key = (
    <span className="key">
      {KEY.map((verdict) => (
        <span key={verdict}>
          <StateMark state={MARK_OF[verdict]} />
          {t(`verdicts.${verdict}`)}
        </span>
      ))}
    </span>
  );
  return (
    <Section title={t("grid")} note={t("gridNote", { timeZone: format.timeZone })} side={key}>
      <div className="month-grid" aria-hidden="true">
        <svg className="month-hours" width="34" height={HEIGHT + 24} aria-hidden="true">
          {[0, 12, 24].map((hour) => (
            <text key={hour} x="28" y={30 + (hour / 24) * (HEIGHT - 8)}>{`${hour}\u00a0h`}</text>
          ))}
        </svg>
        {days.map((day) => (
          <Day key={day.at} day={day} isToday={format.fullDay(day.at) === format.fullDay(now)} />
        ))}
      </div>
      <details className="disclosure">
        <summary>{t("asTable")}</summary>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("day")}</th>
              <th scope="col" className="numeric">
                {t("rawOfDay")}
              </th>
              <th scope="col">{t("happened")}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ over }) => over > 0)
              .map(({ at, raw, marks }) => (
                <tr key={at}>
                  <th scope="row">{format.weekdayAndDay(at)}</th>
                  <td className="numeric">{briefPercent(format, raw)}</td>
                  <td>
                    {marks
                      .map(({ from, to, verdict }) => `${spanText(format, from, to)} ${t(`verdicts.${verdict}`)}`)
                      .join(", ") || t("nothing")}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

function Day({ day: { day, over, raw, marks }, isToday }: { day: DayPicture; isToday: boolean }) {
  const format = useFormat();
  const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
  const classes = ["month-day", over === 0 && "month-day-future", raw !== null && raw < 1 && "month-day-bad"];
  return (
    <div className={[...classes, isToday && "month-day-today"].filter(Boolean).join(" ")}>
      <b>{day}</b>
      <svg className="month-upright" width="100%" height={HEIGHT} aria-hidden="true">
        <rect className="verdict-to-come" width="100%" height="100%" />
        <rect className="verdict-up" width="100%" height={percent(over)} />
        {marks.map(({ from, verdict, start, length }) => (
          <rect key={from} className={`verdict-${verdict}`} y={percent(start)} width="100%" height={percent(length)} />
        ))}
      </svg>
      <svg className="month-lying" width="100%" height="14" aria-hidden="true">
        <rect className="verdict-up" width={percent(over)} height="100%" />
        {marks.map(({ from, verdict, start, length }) => (
          <rect key={from} className={`verdict-${verdict}`} x={percent(start)} width={percent(length)} height="100%" />
        ))}
      </svg>
      <span className="month-percent">{over === 0 ? "" : briefPercent(format, raw)}</span>
    </div>
  );
}
