import { expect, test } from "vitest";

import { formatFor } from "#app/ui/format.ts";
import type { Locale } from "#app/ui/locale.ts";
import { NOW } from "./render.tsx";

const in_ = (locale: Locale) => formatFor(locale, "Europe/Paris");

test.each<[string, Locale, (format: ReturnType<typeof formatFor>) => string, string]>([
  ["a thousand and more in French", "fr", (f) => f.number(1639), "1\u202f639"],
  ["a thousand and more in English", "en", (f) => f.number(1639), "1,639"],
  ["a decimal in Spanish", "es", (f) => f.number(99.81, 1), "99,8"],
  ["a negative number with a real minus", "fr", (f) => f.number(-3.2, 1), "−3,2"],
  ["a zero that was a hair below", "en", (f) => f.number(-0.01, 1), "0.0"],
  ["a ratio in French with a thin space", "fr", (f) => f.percent(0.81), "81\u202f%"],
  ["a ratio in English without one", "en", (f) => f.percent(0.998, 1), "99.8%"],
  ["a ratio in Spanish with a space", "es", (f) => f.percent(0.998, 1), "99,8\u00a0%"],
  ["a contracted disk", "fr", (f) => f.bytes(1_200e9), "1\u202f200\u00a0Go"],
  ["a contracted memory of two gigabytes", "fr", (f) => f.memory(2 * 1024 ** 3), "2\u00a0Go"],
  ["a memory in English", "en", (f) => f.memory(7.8 * 1024 ** 3), "7.8\u00a0GB"],
  ["nothing on a disk", "fr", (f) => f.bytes(0), "0\u00a0o"],
  ["a traffic", "fr", (f) => f.bitsPerSecond(412.4e6), "412\u00a0Mbit/s"],
  ["a traffic just under the next unit", "en", (f) => f.bitsPerSecond(999_600), "1\u00a0Mbit/s"],
  ["a rate of writing", "es", (f) => f.bytesPerSecond(5.25e6), "5,3\u00a0MB/s"],
  ["a day and its clock in French", "fr", (f) => f.dateTime(NOW), "mar. 24 nov. 2026, 14:32"],
  ["a day and its clock in English", "en", (f) => f.dateTime(NOW), "Tue 24 Nov 2026, 14:32"],
  ["a day and its clock in Spanish", "es", (f) => f.dateTime(NOW), "mar 24 nov 2026, 14:32"],
  ["the first of a month in French", "fr", (f) => f.day(Date.UTC(2026, 10, 1, 12)), "1er nov."],
  ["a duration of hours and minutes", "fr", (f) => f.duration(8_400), "2\u00a0h 20\u00a0min"],
  ["a duration of minutes", "fr", (f) => f.duration(271.6), "4\u00a0min"],
  ["the same where a contract counts it", "fr", (f) => f.exactDuration(271.6), "4\u00a0min 32\u00a0s"],
  ["a whole number of minutes, counted", "fr", (f) => f.exactDuration(240), "4\u00a0min"],
  ["an hour, counted", "fr", (f) => f.exactDuration(3_915), "1\u00a0h 5\u00a0min"],
  ["a duration of days", "fr", (f) => f.duration(14 * 86_400), "14\u00a0j"],
])("%s is written as its readers write it", (_what, locale, write, expected) => {
  expect(write(in_(locale))).toBe(expected);
});

test.each<[string, number, Locale, string]>([
  ["seconds", 4, "fr", "il y a\u00a04\u00a0s"],
  ["seconds", 4, "en", "4\u00a0s\u00a0ago"],
  ["seconds", 4, "es", "hace\u00a04\u00a0s"],
  ["minutes", 59 * 60 + 59, "fr", "il y a\u00a059\u00a0min"],
  ["an hour, by the clock", 3_600, "fr", "13:32"],
  ["a day, with its date", 86_400, "fr", "23 nov., 14:32"],
  ["less than a second", 0.4, "fr", "il y a\u00a01\u00a0s"],
  ["a moment that a wrong clock puts ahead", -3, "en", "1\u00a0s\u00a0ago"],
])("an age of %s (%d s, %s) says %s", (_what, seconds, locale, expected) => {
  expect(in_(locale).age(NOW - seconds * 1000, NOW)).toBe(expected);
});

test.each([
  ["before the clocks go forward", Date.UTC(2026, 2, 29, 0, 59), "1:59"],
  ["after the clocks went forward", Date.UTC(2026, 2, 29, 1, 0), "3:00"],
  ["in the first of two hours from 2 to 3", Date.UTC(2026, 9, 25, 0, 30), "2:30"],
  ["in the second of two hours from 2 to 3", Date.UTC(2026, 9, 25, 1, 30), "2:30"],
  ["after the clocks went back", Date.UTC(2026, 9, 25, 2, 0), "3:00"],
])("the clock of Paris %s shows what people there read", (_when, at, expected) => {
  expect(in_("fr").clock(at)).toBe(expected);
});

test("the clock follows the project's zone, not the machine's", () => {
  expect(formatFor("fr", "America/Martinique").dateTime(NOW)).toBe("mar. 24 nov. 2026, 9:32");
});
