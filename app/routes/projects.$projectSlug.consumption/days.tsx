import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { DayVolume } from "#domain/consumption/month.ts";

import type { Shown } from "./route.tsx";

const HEIGHT = 130;

/** The month day by day, what is expected of the rest hatched, and the same as a table. */
export function Days({ consumption: { days, isOver }, now }: Pick<Shown, "consumption" | "now">) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const whole = ({ received, sent, expected }: DayVolume) =>
    received + sent + (expected?.received ?? 0) + (expected?.sent ?? 0);
  const most = Math.max(1, ...days.map(whole));
  const key = (
    <span className="key">
      <span className="volume-key">{t("sent")}</span>
      <span className="volume-key volume-key-received">{t("received")}</span>
      {!isOver && <span className="volume-key volume-key-expected">{t("expected")}</span>}
    </span>
  );
  return (
    <Section title={t("days.title")} note={t("days.note", { timeZone: format.timeZone })} side={key}>
      <ol className="volume-days" aria-hidden="true">
        {days.map((day) => (
          <Day key={day.at} day={day} most={most} isToday={format.fullDay(day.at) === format.fullDay(now)} />
        ))}
      </ol>
      <p className="label mt-2">{t("days.most", { volume: format.bytes(most) })}</p>
      <details className="disclosure">
        <summary>{t("asTable")}</summary>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("days.day")}</th>
              <th scope="col" className="numeric">
                {t("received")}
              </th>
              <th scope="col" className="numeric">
                {t("sent")}
              </th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ at }) => at < now)
              .map(({ at, received, sent }) => (
                <tr key={at}>
                  <th scope="row">{format.weekdayAndDay(at)}</th>
                  <td className="numeric" data-label={t("received")}>
                    {format.bytes(received)}
                  </td>
                  <td className="numeric" data-label={t("sent")}>
                    {format.bytes(sent)}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

function Day({
  day: { day, received, sent, expected },
  most,
  isToday,
}: {
  day: DayVolume;
  most: number;
  isToday: boolean;
}) {
  const height = (bytes: number) => (bytes / most) * HEIGHT;
  const parts = [
    { name: "volume-sent", bytes: sent },
    { name: "volume-received", bytes: received },
    { name: "volume-expected", bytes: expected ? expected.received + expected.sent : 0 },
  ];
  let top = HEIGHT;
  return (
    <li className={isToday ? "volume-today" : undefined}>
      <svg width="100%" height={HEIGHT} aria-hidden="true">
        {parts.map(({ name, bytes }) => {
          top -= height(bytes);
          return bytes > 0 && <rect key={name} className={name} y={top} width="100%" height={height(bytes)} />;
        })}
      </svg>
      <span>{day}</span>
    </li>
  );
}
