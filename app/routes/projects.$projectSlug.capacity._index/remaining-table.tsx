import { useTranslation } from "react-i18next";

import type { SentAction } from "#app/ui/capacity/action-words.ts";
import { calendarMonths, placeOf } from "#app/ui/capacity/calendar.ts";
import { SubjectName } from "#app/ui/capacity/subject-name.tsx";
import { noonOf, useCapacityWords } from "#app/ui/capacity/words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Relief } from "#domain/capacity/action-effect.ts";
import { type Remaining, shareOf } from "#domain/capacity/remaining.ts";
import { watchedKey } from "#domain/capacity/resource.ts";
import { type Dates, keyOf } from "#domain/capacity/what-if.ts";

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

interface RemainingTableProps {
  readonly rows: readonly Remaining[];
  /** By the key of a resource, its planned action. */
  readonly relieved: ReadonlyMap<string, Relief<SentAction>>;
  /** "2026-11-23". */
  readonly today: string;
}

/** A row a resource: its use, its dates in words, and the same as a bar on the calendar. */
export function RemainingTable({ rows, relieved, today }: RemainingTableProps) {
  const { t } = useTranslation("capacity");
  return (
    <table className="remaining">
      <thead>
        <tr>
          <th scope="col">{t("remaining.resource")}</th>
          <th scope="col">{t("remaining.peak")}</th>
          <th scope="col" className="remaining-calendar">
            <span className="sr-only">{t("remaining.calendar")}</span>
            <Months today={today} />
          </th>
          <th scope="col">{t("remaining.short")}</th>
          <th scope="col">{t("remaining.actBy")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={watchedKey(row)} row={row} relief={relieved.get(keyOf(row))?.effect.after} today={today} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: Remaining;
  readonly relief: Dates | undefined;
  readonly today: string;
}

function Row({ row, relief, today }: RowProps) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  const format = useFormat();
  const share = shareOf(row);
  const quantity = (value: number) => words.amount(row.unit, value, row.kind);
  const isUrgent = row.answer === "over" || (row.actBy !== null && row.actBy <= today);
  const actBy = row.answer === "over" || isUrgent ? t("remaining.now") : row.actBy && words.day(row.actBy);
  return (
    <tr className={isUrgent ? "remaining-urgent" : undefined}>
      <th scope="row">
        <SubjectName of={row} /> <span className="dim">{words.resource(row)}</span>
      </th>
      <td className="remaining-peak">
        <b>{format.percent(share)}</b>{" "}
        <span className="label">
          {row.current === null ? "–" : t("remaining.of", { used: quantity(row.current), limit: quantity(row.limit) })}
        </span>
        <svg width="100%" height="7" aria-hidden="true">
          <rect className="remaining-room" y="2" width="100%" height="3" />
          <rect className="remaining-used" y="1" width={percent(Math.min(1, share))} height="5" />
        </svg>
      </td>
      <td className="remaining-calendar">
        <Bar row={row} relief={relief} today={today} />
      </td>
      <td>
        <b>{words.between(row) ?? t(`remaining.answer.${row.answer === "too_little_history" ? "young" : "beyond"}`)}</b>
        {row.likely !== null && row.answer === "forecast" && (
          <span className="label block">{t("remaining.likely", { day: words.day(row.likely) })}</span>
        )}
        {relief && (
          <span className="label block">
            {t("remaining.relief", {
              dates: words.between({ answer: "forecast", ...relief }) ?? t("whatIf.beyond"),
            })}
          </span>
        )}
        {row.answer === "too_little_history" && (
          <span className="label block">{t("remaining.days", { count: row.historyDays })}</span>
        )}
      </td>
      <td data-label={t("remaining.actBy")}>{actBy ?? "–"}</td>
    </tr>
  );
}

/** Drawn for the eye: the row says the same in words. */
function Bar({ row: { answer, early, likely, late, actBy }, relief, today }: RowProps) {
  const place = (day: string) => placeOf(day, today);
  return (
    <svg className="remaining-line" width="100%" height="28" aria-hidden="true">
      {calendarMonths(today).map(({ day, at }) => (
        <line key={day} className="remaining-month" x1={percent(at)} x2={percent(at)} y1="0" y2="100%" />
      ))}
      {relief?.early && (
        <rect
          className="remaining-relief"
          x={percent(place(relief.early))}
          y="20.5"
          width={percent(Math.max(0.006, (relief.late === null ? 1 : place(relief.late)) - place(relief.early)))}
          height="6"
        />
      )}
      {answer === "over" && <rect className="remaining-bar" y="10" width="8" height="8" />}
      {answer !== "over" && early !== null && (
        <>
          <rect
            className="remaining-bar"
            x={percent(place(early))}
            y="10"
            width={percent(Math.max(0.006, (late === null ? 1 : place(late)) - place(early)))}
            height="8"
          />
          {late === null && <rect className="remaining-open" x="99%" y="6" width="1%" height="16" />}
          {likely !== null && (
            <rect className="remaining-likely" x={percent(place(likely))} y="6" width="2" height="16" />
          )}
          {actBy !== null && (
            <svg x={percent(place(actBy))} y="0" width="12" height="9" overflow="visible" aria-hidden="true">
              <path className="remaining-act" d="M-4 0H6L1 8Z" />
            </svg>
          )}
        </>
      )}
    </svg>
  );
}

function Months({ today }: { today: string }) {
  const format = useFormat();
  const months = calendarMonths(today).filter(({ at }) => at < 0.97);
  return (
    <svg className="remaining-months" width="100%" height="32" aria-hidden="true">
      {months.map(({ day, month, year, at }, index) => (
        <g key={day}>
          {month === 1 && (
            <text className="remaining-year" x={percent(at)} y="12">
              {year}
            </text>
          )}
          <text className={index % 2 === 0 ? undefined : "remaining-between"} x={percent(at)} y="27">
            {format.day(noonOf(day)).replace(/^\S+\s/, "")}
          </text>
        </g>
      ))}
    </svg>
  );
}
