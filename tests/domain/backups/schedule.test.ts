import fc from "fast-check";
import { expect, test } from "vitest";

import { nextTime, parseSchedule, previousTime, type Schedule, timesBetween } from "#domain/backups/schedule.ts";

const PARIS = "Europe/Paris";
const CASES = process.env.TIMONERIE_LONG ? 3_000 : 60;
const MINUTE = 60_000;
const DAY = 86_400_000;

function scheduled(text: string): Schedule {
  const schedule = parseSchedule(text);
  if ("refused" in schedule) throw new Error(`${text}: ${schedule.where} ${schedule.text}`);
  return schedule;
}

function timesOf(text: string, from: string, to: string, timeZone = PARIS): string[] {
  return timesBetween(scheduled(text), Date.parse(from), Date.parse(to), timeZone).map((at) =>
    new Date(at).toISOString().slice(0, 16),
  );
}

test.each([
  ["30 2 * * *", "2026-11-02", "2026-11-04", ["2026-11-02T01:30", "2026-11-03T01:30"]],
  ["*-*-* 02:30:00", "2026-11-02", "2026-11-04", ["2026-11-02T01:30", "2026-11-03T01:30"]],
  ["daily", "2026-11-02", "2026-11-03T23:59Z", ["2026-11-02T23:00", "2026-11-03T23:00"]],
  ["weekly", "2026-11-02", "2026-11-17", ["2026-11-08T23:00", "2026-11-15T23:00"]],
  ["Mon..Fri 03:00", "2026-11-06", "2026-11-10", ["2026-11-06T02:00", "2026-11-09T02:00"]],
  ["Fri..Mon *-11-* 3,4:00", "2026-11-05", "2026-11-07", ["2026-11-06T02:00", "2026-11-06T03:00"]],
  ["0/12:15", "2026-11-02", "2026-11-03", ["2026-11-02T11:15"].concat("2026-11-02T23:15")],
  // crontab(5): either of two restricted days; a step on a star restricts nothing.
  ["0 0 13 * 5", "2026-11-05", "2026-11-14", ["2026-11-05T23:00", "2026-11-12T23:00"]],
  ["0 0 */7 * mon", "2026-11-01T12:00Z", "2026-11-30", []],
  ["0 0 29 2 *", "2027-01-01", "2029-01-01", ["2028-02-28T23:00"]],
] as const)("%s between %s and %s", (text, from, to, expected) => {
  expect(timesOf(text, from, to)).toEqual(expected);
});

test("a run in the hour that is skipped comes an hour later, one in the hour that comes twice comes once", () => {
  for (const text of ["30 2 * * *", "*-*-* 02:30:00"]) {
    expect(timesOf(text, "2026-03-28T12:00Z", "2026-03-30T12:00Z")).toEqual(["2026-03-29T01:30", "2026-03-30T00:30"]);
    expect(timesOf(text, "2026-10-24T12:00Z", "2026-10-26T12:00Z")).toEqual(["2026-10-25T00:30", "2026-10-26T01:30"]);
  }
  // What runs every hour runs in each hour that passes, and never twice at once.
  expect(timesOf("0 * * * *", "2026-10-24T23:30Z", "2026-10-25T02:30Z")).toHaveLength(3);
  expect(timesOf("hourly", "2026-03-28T23:30Z", "2026-03-29T02:30Z")).toHaveLength(3);
  expect(timesOf("0 2,3 * * *", "2026-03-29", "2026-03-29T12:00Z")).toEqual(["2026-03-29T01:00"]);
  // Half an hour at Lord Howe, and a midnight that Beirut skips.
  expect(timesOf("15 2 * * *", "2026-10-03T12:00Z", "2026-10-04T12:00Z", "Australia/Lord_Howe")).toEqual([
    "2026-10-03T15:45",
  ]);
  expect(timesOf("daily", "2026-03-28T12:00Z", "2026-03-29T12:00Z", "Asia/Beirut")).toEqual(["2026-03-28T22:00"]);
});

test.each([
  ["", "form", ""],
  ["30 2 * *", "form", "30 2 * *"],
  ["* * * * * *", "form", "* * * * * *"],
  ["60 2 * * *", "minute", "60"],
  ["0 24 * * *", "hour", "24"],
  ["H 2 * * *", "minute", "H"],
  ["0 2 L * *", "dayOfMonth", "L"],
  ["0 2 30 2 *", "dayOfMonth", "30"],
  ["0 2 * foo *", "month", "foo"],
  ["0 2 * * 1#2", "dayOfWeek", "1#2"],
  ["fortnightly", "weekdays", "fortnightly"],
  ["Lun 03:00", "weekdays", "Lun"],
  ["Mon..Fri 25:00", "hour", "25"],
  ["*-*-* 02:61", "minute", "61"],
  ["*-*-* 02:30:*", "second", "*"],
  ["*-13-* 02:30", "month", "13"],
  ["*-*-32 02:30", "day", "32"],
  ["02:30 UTC", "form", "UTC"],
])("%s is refused at its %s", (text, where, wrong) => {
  expect(parseSchedule(text)).toEqual({ refused: "scheduleMalformed", where, text: wrong });
});

const some = (least: number, most: number) =>
  fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 });
const times = fc.record({
  hours: fc.oneof(some(0, 4), fc.constant(null)),
  minutes: some(0, 59),
  weekdays: fc.oneof(some(0, 6), fc.constant(null)),
  isCron: fc.boolean(),
});
const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Both nights of a year when clocks change, and one that is like any other; of zones on both sides of the equator. */
const NIGHTS = [
  [PARIS, "2026-03-29"],
  [PARIS, "2026-10-25"],
  [PARIS, "2026-06-10"],
  ["America/New_York", "2026-11-01"],
  ["America/New_York", "2026-03-08"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Asia/Kolkata", "2026-06-10"],
] as const;

/** Every minute of three days with what the clock shows, computed once. */
const MINUTES = NIGHTS.map(([timeZone, day]) => {
  const reader = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const from = Date.parse(day) - DAY;
  const minutes = Array.from({ length: 3 * 1440 }, (_, index) => {
    const wall = reader.format(from + index * MINUTE).replace(" ", "T");
    return { at: from + index * MINUTE, wall, wallAt: Date.parse(`${wall}Z`) };
  });
  return { timeZone, from, to: from + 3 * DAY, minutes };
});

/** Walks the minutes: a time shown twice counts at the first, a skipped one is looked for by how far the clock jumped. */
function bruteForce(
  { minutes }: (typeof MINUTES)[number],
  wanted: { hours: number[] | null; minutes: number[]; weekdays: number[] | null },
) {
  const isWanted = (wallAt: number) => {
    const wall = new Date(wallAt);
    return (
      (wanted.hours?.includes(wall.getUTCHours()) ?? true) &&
      wanted.minutes.includes(wall.getUTCMinutes()) &&
      (wanted.weekdays?.includes(wall.getUTCDay()) ?? true)
    );
  };
  const found = new Set<number>();
  const seen = new Set<string>();
  for (const [index, { at, wall, wallAt }] of minutes.entries()) {
    const before = minutes[index - 1];
    const jumpMs = before ? wallAt - before.wallAt - MINUTE : 0;
    for (let missing = 0; missing < jumpMs && wanted.hours; missing += MINUTE) {
      if (isWanted(wallAt - jumpMs + missing)) found.add(at + missing);
    }
    if (isWanted(wallAt) && (!wanted.hours || !seen.has(wall))) found.add(at);
    seen.add(wall);
  }
  return [...found].sort((one, other) => one - other);
}

test("any schedule has the times that counting minute by minute gives, on the nights when clocks change too", () => {
  fc.assert(
    fc.property(times, fc.constantFrom(...MINUTES), ({ isCron, ...wanted }, night) => {
      const { hours, minutes, weekdays } = wanted;
      const text = isCron
        ? `${minutes.join(",")} ${hours?.join(",") ?? "*"} * * ${weekdays?.join(",") ?? "*"}`
        : `${weekdays ? `${weekdays.map((day) => NAMES[day]).join(",")} ` : ""}*-*-* ${hours?.join(",") ?? "*"}:${minutes.join(",")}`;
      const schedule = scheduled(text);
      const expected = bruteForce(night, wanted);
      const found = timesBetween(schedule, night.from, night.to, night.timeZone);
      expect(found).toEqual(expected);

      const middle = night.from + 1.1 * DAY;
      const [before, after] = [expected.findLast((at) => at <= middle), expected.find((at) => at > middle)];
      if (before !== undefined) expect(previousTime(schedule, middle, night.timeZone)).toBe(before);
      if (after !== undefined) expect(nextTime(schedule, middle, night.timeZone)).toBe(after);
    }),
    { numRuns: CASES },
  );
});
