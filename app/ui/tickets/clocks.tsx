import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { isAlwaysOpen } from "#domain/clocks/calendar.ts";
import { clockText } from "#domain/clocks/hours.ts";
import type { ClockHours, Judgement, ShownClock, TicketClocks } from "#domain/clocks/standing.ts";
import { daySpans } from "#domain/clocks/week.ts";

import { Gauge, type GaugeTone } from "../gauge.tsx";
import { Section } from "../section.tsx";
import { type State, StateWord } from "../state-mark.tsx";
import { useFormat } from "../use-format.tsx";

export const CLOCK_STATES: Readonly<Record<Judgement, State>> = {
  met: "ok",
  missed: "crit",
  onTime: "ok",
  near: "warn",
  late: "crit",
};
const TONES: Readonly<Record<Judgement, GaugeTone>> = {
  met: "ok",
  missed: "crit",
  onTime: "ok",
  near: "warn",
  late: "crit",
};

interface ClocksProps extends TicketClocks {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whom the words are for: the client is asked, of staff somebody else is. */
  readonly isStaff: boolean;
  /** The page of the month's figures. */
  readonly to: string;
}

/** "Délais du contrat": what was promised for the ticket and what is left of it. Nothing where nothing is promised. */
export function Clocks({ priority, clocks, hours, now, isStaff, to }: ClocksProps) {
  const { t } = useTranslation("clocks");
  if (clocks.length === 0) return null;
  return (
    <Section title={t("title")} side={t("priority", { priority })}>
      <ul className="clocks">
        {clocks.map((clock) => (
          <li key={clock.clock}>
            <ClockLine clock={clock} now={now} isStaff={isStaff} />
          </li>
        ))}
      </ul>
      {hours && <HoursLine hours={hours} />}
      <p className="label mt-2">
        <Link to={to}>{t("attainment.ofMonth")}</Link>
      </p>
    </Section>
  );
}

function ClockLine({ clock, now, isStaff }: { clock: ShownClock; now: number; isStaff: boolean }) {
  const { t } = useTranslation("clocks");
  const format = useFormat();
  const { at, before } = useWhen(now);
  const { standing, judgement, elapsedSeconds, targetSeconds, stoppedAt, dueAt, opensAt, warnShare } = clock;
  const isPaused = standing === "paused";
  const target = format.hours(targetSeconds);
  const left = targetSeconds - elapsedSeconds;
  const figure = standing === "stopped" ? elapsedSeconds : Math.abs(left);
  return (
    <>
      <div className="clock-head">
        <h3>{t(`names.${clock.clock}`)}</h3>
        {isPaused && judgement !== "late" ? (
          <StateWord state="mute" word={t("paused")} />
        ) : (
          <StateWord state={CLOCK_STATES[judgement]} word={t(`judgements.${judgement}`)} />
        )}
      </div>
      <div className="clock-figure">
        <span className="clock-time">{format.hours(figure)}</span>
        <span className="label">
          {stoppedAt !== null
            ? t("stopped", { target, at: at(stoppedAt) })
            : judgement === "late"
              ? t("late", { target })
              : dueAt === null
                ? t("left")
                : t("leftBefore", { at: before(dueAt) })}
        </span>
      </div>
      <Gauge
        ratio={elapsedSeconds / targetSeconds}
        threshold={stoppedAt === null ? warnShare : null}
        tone={isPaused ? "mute" : TONES[judgement]}
      />
      {stoppedAt === null && (
        <p className="label">
          {t("elapsed", { elapsed: format.hours(elapsedSeconds), target })}
          {isPaused && ` ${t(isStaff ? "pausedForClient" : "pausedForYou")}`}
          {opensAt !== null && ` ${t("closed", { at: at(opensAt) })}`}
        </p>
      )}
    </>
  );
}

/** One line for a list: what is due next, or how late it is. */
export function DueWord({ clock, now }: { clock: ShownClock; now: number }) {
  const { t } = useTranslation("clocks");
  const format = useFormat();
  const { judgement, standing, elapsedSeconds, targetSeconds, dueAt } = clock;
  const name = t(`names.${clock.clock}`);
  if (judgement === "late") {
    return (
      <StateWord state="crit" word={t("due.late", { name, late: format.hours(elapsedSeconds - targetSeconds) })} />
    );
  }
  if (standing === "paused" || dueAt === null) return <StateWord state="mute" word={t("due.paused", { name })} />;
  return <StateWord state={CLOCK_STATES[judgement]} word={t("due.at", { name, at: format.moment(dueAt, now) })} />;
}

/** "à 16:52" or "le 24 nov. à 16:52", and as something is to be done before it. */
function useWhen(now: number) {
  const { t } = useTranslation("clocks");
  const format = useFormat();
  const said = (key: "at" | "before", at: number) => {
    const isToday = format.fullDay(at) === format.fullDay(now);
    return t(isToday ? `when.${key}Today` : `when.${key}`, { day: format.day(at), clock: format.clock(at) });
  };
  return { at: (instant: number) => said("at", instant), before: (instant: number) => said("before", instant) };
}

/** When the clocks run, in a sentence. */
export function HoursLine({ hours }: { hours: ClockHours }) {
  return <p className="label mt-2">{useHoursWords(hours)}</p>;
}

/** "Les horloges courent du lundi au vendredi, de 08:00 à 19:00, à l’heure de Paris, hors jours fériés." */
export function useHoursWords({ timeZone, week, holidayCountry }: ClockHours): string {
  const { t, i18n } = useTranslation("clocks");
  if (isAlwaysOpen(week)) return t("hours.always");
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  // The first of January 2024 was a Monday.
  const day = (index: number) => weekday.format(Date.UTC(2024, 0, 1 + index));
  const spans = daySpans(week).map(({ from, to, ranges }) => {
    const ofDay = ranges.map((range) => t("hours.range", { from: clockText(range.from), to: clockText(range.to) }));
    const days = from === to ? t("hours.day", { day: day(from) }) : t("hours.days", { from: day(from), to: day(to) });
    return t("hours.span", { days, hours: list.format(ofDay) });
  });
  const city = timeZone.replace(/^.*\//, "").replaceAll("_", " ");
  const words = { spans: spans.join(t("hours.separator")), city };
  return t(holidayCountry === null ? "hours.week" : "hours.weekWithoutHolidays", words);
}
