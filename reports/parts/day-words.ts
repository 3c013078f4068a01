import type { Words } from "../words.ts";

/** "30 juin 2028" of a day as it is stored, "2028-06-30". */
export function dayWords(day: string, t: Words): string {
  const [year = "", month = "1", date = "1"] = day.split("-");
  return t(Number(date) === 1 ? "parts.firstDay" : "parts.day", {
    ...{ date: Number(date), month: t(`frame.months.${Number(month)}`), year },
  });
}

/** "4 déc.": of the year that everybody knows. */
export function shortDayWords(day: string, format: { day: (at: number) => string }): string {
  return format.day(Date.parse(`${day}T12:00:00Z`));
}
