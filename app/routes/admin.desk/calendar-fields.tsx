import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import type { Week } from "#domain/clocks/calendar.ts";
import { printHours } from "#domain/clocks/hours.ts";

import type { DeskData } from "./route.tsx";

const WORKING_HOURS = "09:00-18:00";

interface CalendarFieldsProps extends Pick<DeskData, "regions"> {
  readonly calendar?: DeskData["calendars"][number];
}

export function CalendarFields({ calendar, regions }: CalendarFieldsProps) {
  const { t } = useTranslation("admin");
  const chosen = [calendar?.holidayCountry, calendar?.holidayRegion].filter(Boolean).join("-");
  const countries = (["FR", "ES"] as const).flatMap((country) => [
    { value: country, text: t(`desk.countries.${country}`) },
    ...regions
      .filter((region) => region.country === country)
      .map(({ code, name }) => ({ value: `${country}-${code}`, text: `${t(`desk.countries.${country}`)}, ${name}` })),
  ]);
  return (
    <>
      <TextField name="name" label={t("desk.fields.name")} value={calendar?.name} required />
      <TextField
        name="timeZone"
        label={t("fields.timeZone")}
        value={calendar?.timeZone ?? "Europe/Paris"}
        spellCheck={false}
        required
      />
      <SelectField
        name="holidays"
        label={t("desk.fields.holidays")}
        value={chosen}
        options={[{ value: "", text: t("desk.noHolidays") }, ...countries]}
      />
      <TextField
        name="feedUrl"
        label={t("desk.fields.feedUrl")}
        help={t("desk.help.feedUrl")}
        value={calendar?.feedUrl}
        spellCheck={false}
      />
      <TextField
        name="feedAllowedInside"
        label={t("desk.fields.feedAllowedInside")}
        help={t("desk.help.feedAllowedInside")}
        value={calendar?.feedAllowedInside}
        spellCheck={false}
      />
    </>
  );
}

/** The hours of each day, as text. */
export function WeekFields({ week }: { week?: Week }) {
  const { t, i18n } = useTranslation("admin");
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  return (
    <>
      {[0, 1, 2, 3, 4, 5, 6].map((index) => (
        <TextField
          key={index}
          name={`day${index}`}
          // The first of January 2024 was a Monday.
          label={t("desk.fields.day", { day: weekday.format(Date.UTC(2024, 0, 1 + index)) })}
          help={index === 0 ? t("desk.help.day") : undefined}
          value={week ? printHours(week[index] ?? []) : index < 5 ? WORKING_HOURS : ""}
        />
      ))}
    </>
  );
}
