import { type Malformed, malformed, rangeOf, type Schedule, WEEKDAYS } from "./calendar.ts";

/** systemd.time(7), "Calendar events": the words and what they stand for. */
const WORDS: Readonly<Record<string, string>> = {
  minutely: "*-*-* *:*:00",
  hourly: "*-*-* *:00:00",
  daily: "*-*-* 00:00:00",
  weekly: "Mon *-*-* 00:00:00",
  monthly: "*-*-01 00:00:00",
  quarterly: "*-01,04,07,10-01 00:00:00",
  semiannually: "*-01,07-01 00:00:00",
  yearly: "*-01-01 00:00:00",
  annually: "*-01-01 00:00:00",
};

const TIME = /^([^:]+):([^:]+)(?::([^:]+))?$/;
const DATE = /^(?:([^-]+)-)?([^-]+)-([^-]+)$/;

/** A calendar form of systemd, `[weekdays] [date] [time]`: "daily", "*-*-* 02:30:00", "Mon..Fri 03:00"; or where it is none. */
export function parseOnCalendar(text: string): Schedule | Malformed {
  const words = text.trim().split(/\s+/);
  const form = words.length === 1 ? WORDS[(words[0] ?? "").toLowerCase()] : undefined;
  if (form) return parseOnCalendar(form);
  const rest = words.filter(Boolean);
  const weekdayText = rest[0] && /^[a-z]/i.test(rest[0]) ? rest.shift() : undefined;
  const dateText = rest[0] && !rest[0].includes(":") ? rest.shift() : undefined;
  const timeText = rest[0]?.includes(":") ? rest.shift() : undefined;
  // What is left is a time zone, which is the project's, or nothing that a form has.
  if (rest.length > 0) return malformed("form", rest.join(" "));
  if (!weekdayText && !dateText && !timeText) return malformed("form", text);

  const weekdays = weekdayText === undefined ? rangeOf(0, 6) : weekdaysOf(weekdayText);
  if (!weekdays) return malformed("weekdays", weekdayText ?? "");
  const date = readDate(dateText ?? "*-*-*");
  if ("refused" in date) return date;
  const time = readTime(timeText ?? "00:00:00");
  if ("refused" in time) return time;
  return {
    isOn: ({ year, month, day, weekday }) =>
      weekdays.includes(weekday) && date.years.has(year) && date.months.has(month) && date.days.has(day),
    ...time,
  };
}

function readDate(text: string) {
  const [, yearText = "*", monthText, dayText] = DATE.exec(text) ?? [];
  if (monthText === undefined || dayText === undefined) return malformed("form", text);
  const years = valuesOf(yearText, 1970, 2199);
  if (!years) return malformed("year", yearText);
  const months = valuesOf(monthText, 1, 12);
  if (!months) return malformed("month", monthText);
  const days = valuesOf(dayText, 1, 31);
  if (!days) return malformed("day", dayText);
  return { years: new Set(years), months: new Set(months), days: new Set(days) };
}

function readTime(text: string) {
  const [, hourText, minuteText, secondText = "00"] = TIME.exec(text) ?? [];
  if (hourText === undefined || minuteText === undefined) return malformed("form", text);
  const hours = valuesOf(hourText, 0, 23);
  if (!hours) return malformed("hour", hourText);
  const minutes = valuesOf(minuteText, 0, 59);
  if (!minutes) return malformed("minute", minuteText);
  const seconds = valuesOf(secondText, 0, 59);
  const [second] = seconds ?? [];
  if (seconds?.length !== 1 || second === undefined) return malformed("second", secondText);
  return { hours, minutes, second, isHourly: hours.length === 24 };
}

/** "*", "3", "1..5", "0/15", "1..20/5" and lists of them, ascending and each once; undefined for what is none or out of range. */
function valuesOf(text: string, least: number, most: number): number[] | undefined {
  const found = new Set<number>();
  for (const piece of text.split(",")) {
    const [, star, first, last, step] = /^(?:(\*)|(\d{1,4})(?:\.\.(\d{1,4}))?)(?:\/(\d{1,4}))?$/.exec(piece) ?? [];
    if (star === undefined && first === undefined) return undefined;
    const from = first === undefined ? least : Number(first);
    // A start with a step goes on to the end; alone it is itself.
    const to = last !== undefined ? Number(last) : star || step !== undefined ? most : from;
    const by = step === undefined ? 1 : Number(step);
    if (from < least || to > most || to < from || by < 1) return undefined;
    for (const value of rangeOf(from, to)) if ((value - from) % by === 0) found.add(value);
  }
  return [...found].sort((one, other) => one - other);
}

/** "Mon", "Mon,Wed", "Mon..Fri", also round the end of the week; whole names too. */
function weekdaysOf(text: string): number[] | undefined {
  const found = new Set<number>();
  for (const piece of text.split(",")) {
    const [first, last, more] = piece.split(/\.\.|-/);
    const from = weekdayOf(first);
    const to = last === undefined ? from : weekdayOf(last);
    if (from < 0 || to < 0 || more !== undefined) return undefined;
    for (let day = from; ; day = (day + 1) % 7) {
      found.add(day);
      if (day === to) break;
    }
  }
  return [...found];
}

function weekdayOf(text = ""): number {
  const word = text.toLowerCase();
  return WEEKDAYS.findIndex((day) => word === day || (word.length === 3 && day.startsWith(word)));
}
