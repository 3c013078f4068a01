import { z } from "zod";

import { day, line, lineOrNull, rowId, version, wholeNumber } from "#app/http/form-fields.ts";
import { UPDATE_RULES } from "#domain/clocks/clock.ts";
import { parseHours } from "#domain/clocks/hours.ts";
import { TICKET_PRIORITIES } from "#domain/tickets/ticket.ts";

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** The hours of a day; its sentence says what is wrong with them. */
const hours = z
  .string()
  .max(120, "admin:problems.tooLong")
  .default("")
  .transform((text, context) => {
    const read = parseHours(text);
    if (!("refused" in read)) return [...read];
    context.addIssue({ code: "custom", message: `admin:desk.hours.${read.refused}` });
    return z.NEVER;
  });

const week = { day0: hours, day1: hours, day2: hours, day3: hours, day4: hours, day5: hours, day6: hours };
type WeekFields = Record<keyof typeof week, z.output<typeof hours>>;

function weekOf({ day0, day1, day2, day3, day4, day5, day6 }: WeekFields) {
  return [day0, day1, day2, day3, day4, day5, day6];
}

const feedUrl = lineOrNull(500).refine((text) => text === null || isWebAddress(text), "admin:refused.badUrl");
const feedAllowedInside = lineOrNull(190).refine(
  (text) => text === null || /^[^\s/@]+:\d{1,5}$/.test(text),
  "admin:desk.badInside",
);
/** "FR", "FR-57", or nothing. */
const holidays = lineOrNull(13)
  .refine((text) => text === null || /^[A-Z]{2}(-[A-Z0-9]{1,10})?$/.test(text), "admin:problems.choose")
  .transform((text) => ({ holidayCountry: text?.slice(0, 2) ?? null, holidayRegion: text?.slice(3) || null }));

const details = { name: line(120), timeZone: line(60), holidays, feedUrl, feedAllowedInside };
const flat = <Fields extends { holidays: z.output<typeof holidays> }>({ holidays: days, ...rest }: Fields) => ({
  ...rest,
  ...days,
});

export const NewCalendarForm = z.object({ ...details, ...week }).transform((fields) => {
  const { name, timeZone, holidays: days, feedUrl: url, feedAllowedInside: inside } = fields;
  return { ...flat({ name, timeZone, holidays: days }), feedUrl: url, feedAllowedInside: inside, week: weekOf(fields) };
});
export const EditedCalendarForm = z.object({ ...details, calendarId: rowId, version }).transform(flat);
export const HoursForm = z
  .object({ ...week, calendarId: rowId, effectiveOn: day })
  .transform((fields) => ({ calendarId: fields.calendarId, effectiveOn: fields.effectiveOn, week: weekOf(fields) }));
export const AskedFeedForm = z.object({ calendarId: rowId });

const YEAR_MINUTES = 525_600;
const minutes = z.union([
  z
    .string()
    .regex(/^\s*$/)
    .transform(() => null),
  wholeNumber(1, YEAR_MINUTES),
]);

/** The fields of the four priorities, each with its number: calendar1, firstResponse1, … */
const priorities = Object.fromEntries(
  TICKET_PRIORITIES.flatMap((priority) => [
    [`calendar${priority}`, rowId],
    ...(["firstResponse", "nextUpdate", "resolution"] as const).map((clock) => [`${clock}${priority}`, minutes]),
  ]),
) as Record<string, typeof rowId | typeof minutes>;

export const AgreedForm = z
  .object({
    clientId: rowId,
    effectiveOn: day,
    updateRule: z.enum(UPDATE_RULES, "admin:problems.choose"),
    pausesForClient: z.enum(["yes", "no"], "admin:problems.choose"),
    warnPercent: wholeNumber(1, 100),
    ...priorities,
  })
  .transform((fields) => {
    const read = fields as unknown as Record<string, number | null>;
    return {
      clientId: fields.clientId,
      agreed: {
        effectiveOn: fields.effectiveOn,
        updateRule: fields.updateRule,
        pausesForClient: fields.pausesForClient === "yes",
        warnPercent: fields.warnPercent,
        priorities: TICKET_PRIORITIES.map((priority) => ({
          priority,
          calendarId: Number(read[`calendar${priority}`]),
          firstResponseMinutes: read[`firstResponse${priority}`] ?? null,
          nextUpdateMinutes: read[`nextUpdate${priority}`] ?? null,
          resolutionMinutes: read[`resolution${priority}`] ?? null,
        })),
      },
    };
  });
export const WithdrawnForm = z.object({ clientId: rowId, effectiveOn: day });

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
