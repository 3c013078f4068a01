import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { InterventionState } from "#app/ui/interventions/state.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { isOver } from "#domain/interventions/intervention.ts";

import type { Span } from "./days.ts";
import type { ShownFreeze, ShownWork } from "./shown.ts";

interface CalendarProps {
  readonly span: Span;
  readonly works: readonly ShownWork[];
  readonly freezes: readonly ShownFreeze[];
  readonly now: number;
  readonly home: string;
}

/** Month and week: a cell a day; on a phone only the days on which there is something. */
export function Calendar({ span, works, freezes, now, home }: CalendarProps) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  const within = <Of extends { from: string; to: string }>(list: readonly Of[], day: { from: number; to: number }) =>
    list.filter((one) => parseInstant(one.from) < day.to && parseInstant(one.to) > day.from);
  const label = `${format.fullDay(span.from)} – ${format.fullDay(span.to - 1)}`;
  return (
    <ol className="calendar" aria-label={t("calendar.label", { span: label })}>
      {span.days.map((day) => {
        const [ofDay, frozen] = [within(works, day), within(freezes, day)];
        const isToday = now >= day.from && now < day.to;
        const classes = [
          day.isOut && "calendar-out",
          isToday && "calendar-today",
          ofDay.length === 0 && !frozen.some(({ from }) => parseInstant(from) >= day.from) && "calendar-empty",
        ];
        return (
          <li key={day.from} className={classes.filter(Boolean).join(" ") || undefined}>
            <p>
              <span>{format.weekday(day.from)}</span>
            </p>
            {frozen.map((freeze) => (
              <p key={freeze.id} className="calendar-freeze">
                {freeze.reason}
              </p>
            ))}
            {ofDay.map((work) => (
              <Link key={work.id} className={classOf(work)} to={`${home}/${work.id}`}>
                {parseInstant(work.from) >= day.from && `${format.clock(parseInstant(work.from))} `}
                {work.title}
                <span className="block text-[13px]">
                  <InterventionState state={work.state} />
                </span>
              </Link>
            ))}
          </li>
        );
      })}
    </ol>
  );
}

function classOf({ state }: ShownWork): string {
  if (isOver(state)) return "calendar-work calendar-over";
  return state === "awaiting_agreement" || state === "draft" ? "calendar-work calendar-waits" : "calendar-work";
}
