import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useHoursWords } from "#app/ui/tickets/clocks.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { CalendarFields, WeekFields } from "./calendar-fields.tsx";
import type { DeskData } from "./route.tsx";

type Calendar = DeskData["calendars"][number];

/** When clocks run: hours, holidays and feeds, calendar by calendar. */
export function Calendars({ calendars, regions, now, today }: DeskData) {
  const { t } = useTranslation("admin");
  return (
    <Section title={t("desk.calendars")} note={t("desk.calendarsNote")}>
      <ul className="record-rows">
        {calendars.map((calendar) => (
          <li key={calendar.id}>
            <CalendarLine calendar={calendar} now={now} />
            <CalendarActs calendar={calendar} regions={regions} today={today} />
          </li>
        ))}
      </ul>
      <Disclosure summary={t("desk.addCalendar")} intent="addCalendar">
        <RecordForm intent="addCalendar" verb={t("desk.addCalendar")} wide>
          <CalendarFields regions={regions} />
          <WeekFields />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}

function CalendarLine({ calendar, now }: { calendar: Calendar; now: number }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const { timeZone, holidayCountry, holidayRegion, closed, coming } = calendar;
  const words = useHoursWords({ timeZone, week: calendar.week, holidayCountry });
  const days = closed.map(({ day, name }) => `${format.day(Date.parse(`${day}T12:00:00Z`))} (${name})`);
  const holidays = [holidayCountry, holidayRegion].filter(Boolean).join("-");
  return (
    <>
      <div className="record-line">
        <p>
          <b>{calendar.name}</b>
        </p>
        <span className="label">
          {holidayCountry === null ? t("desk.noHolidays") : t("desk.holidaysOf", { holidays })}
        </span>
      </div>
      <p className="text-[14px] text-ink2">{words}</p>
      {coming.length > 0 && <p className="text-[14px] text-ink2">{t("desk.coming", { days: coming.join(", ") })}</p>}
      {days.length > 0 && <p className="text-[14px] text-ink2">{t("desk.closed", { days: days.join(", ") })}</p>}
      {calendar.feedUrl !== null && <FeedLine calendar={calendar} now={now} />}
    </>
  );
}

function FeedLine({ calendar, now }: { calendar: Calendar; now: number }) {
  const { t, i18n } = useTranslation("admin");
  const format = useFormat();
  const { feedUrl, feedReadAt, feedTriedAt, feedError } = calendar;
  const at = (instant: string) => format.moment(parseInstant(instant), now);
  const reason = i18n.exists(`admin:desk.feedErrors.${feedError}`) ? feedError : "other";
  return (
    <p className="text-[14px] text-ink2">
      <span className="mono break-all">{feedUrl}</span>{" "}
      {feedError !== null && feedTriedAt !== null && (
        <StateWord
          state="warn"
          word={t("desk.feedFailed", { at: at(feedTriedAt), reason: t(`desk.feedErrors.${reason}`) })}
        />
      )}{" "}
      {feedReadAt === null ? t("desk.feedNeverRead") : t("desk.feedRead", { at: at(feedReadAt) })}
    </p>
  );
}

function CalendarActs({ calendar, regions, today }: { calendar: Calendar } & Pick<DeskData, "regions" | "today">) {
  const { t } = useTranslation("admin");
  const hidden = { calendarId: calendar.id };
  const versioned = { ...hidden, version: calendar.version };
  return (
    <div className="record-acts">
      <Disclosure summary={t("verbs.edit")} intent="editCalendar" hidden={versioned}>
        <RecordForm intent="editCalendar" hidden={versioned} verb={t("verbs.save")} wide>
          <CalendarFields calendar={calendar} regions={regions} />
        </RecordForm>
        {calendar.feedUrl !== null && (
          <RecordForm intent="askFeed" hidden={hidden} verb={t("desk.askFeed")} look="quiet" />
        )}
      </Disclosure>
      <Disclosure summary={t("desk.changeHours")} intent="setHours" hidden={hidden}>
        <RecordForm intent="setHours" hidden={hidden} verb={t("desk.changeHours")} wide>
          <TextField name="effectiveOn" type="date" label={t("fields.effectiveOn")} value={today} required />
          <WeekFields week={calendar.week} />
        </RecordForm>
      </Disclosure>
    </div>
  );
}
