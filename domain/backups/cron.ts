import { CronExpressionParser } from "cron-parser";

import { type Malformed, malformed, type Schedule, type SchedulePart } from "./calendar.ts";

const FIELDS: readonly SchedulePart[] = ["minute", "hour", "dayOfMonth", "month", "dayOfWeek"];

/** What Debian's cron reads, and no more: the parser's own extensions (H, L, #, ?) are no promise that a cron keeps. */
const PLAIN = /^[\d*,/a-z-]+$/i;
const NAMES = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)$/i;

/** A cron line of five fields, as crontab(5) has them; what it cannot be, with the field. */
export function parseCron(text: string): Schedule | Malformed {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return malformed("form", text);
  const wrong = FIELDS.findIndex((part, index) => !isField(part, index, fields[index] ?? ""));
  if (wrong >= 0) return malformed(FIELDS[wrong] ?? "form", fields[wrong] ?? "");
  const read = parsed(fields.join(" "));
  // Each field is right, and together they name no day: the 30th of February.
  if (!read) return malformed("dayOfMonth", fields[2] ?? "");

  const months = new Set<unknown>(read.month.values);
  const days = new Set<unknown>(read.dayOfMonth.values);
  const weekdays = new Set(read.dayOfWeek.values.map((day) => Number(day) % 7));
  // crontab(5): where both are restricted, either is enough; one that begins with * restricts nothing by itself.
  const isEither = !isStarred(fields[2]) && !isStarred(fields[4]);
  return {
    isOn: ({ month, day, weekday }) => {
      if (!months.has(month)) return false;
      return isEither ? days.has(day) || weekdays.has(weekday) : days.has(day) && weekdays.has(weekday);
    },
    hours: read.hour.values.map(Number),
    minutes: read.minute.values.map(Number),
    second: 0,
    isHourly: read.hour.values.length === 24,
  };
}

function isField(part: SchedulePart, index: number, field: string): boolean {
  if (!PLAIN.test(field)) return false;
  const words = field.match(/[a-z]+/gi) ?? [];
  const named = part === "month" || part === "dayOfWeek";
  if (words.some((word) => !named || !NAMES.test(word))) return false;
  return parsed(FIELDS.map((_, at) => (at === index ? field : "*")).join(" ")) !== undefined;
}

function parsed(line: string) {
  try {
    return CronExpressionParser.parse(line, { tz: "UTC" }).fields;
  } catch {
    return undefined;
  }
}

function isStarred(field = ""): boolean {
  return field.startsWith("*");
}
