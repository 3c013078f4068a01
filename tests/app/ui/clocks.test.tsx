import { expect, test } from "vitest";

import { DueWord, HoursLine } from "#app/ui/tickets/clocks.tsx";
import { ALWAYS_OPEN, type MinuteRange, type Week } from "#domain/clocks/calendar.ts";
import type { ShownClock } from "#domain/clocks/standing.ts";

import { NOW, wordsOf } from "./render.tsx";

const day = { from: 480, to: 1_140 };
const week = (...days: (readonly MinuteRange[])[]): Week => [
  ...days,
  ...Array.from({ length: 7 - days.length }, () => []),
];
const office = { timeZone: "Europe/Paris", holidayCountry: "FR" };

test.each([
  [
    "fr",
    week([day], [day], [day], [day], [day]),
    "Les horloges courent du lundi au vendredi de 08:00 à 19:00, à l’heure de Paris, hors jours fériés.",
  ],
  [
    "en",
    week([day], [day], [day], [day], [day]),
    "Clocks run Monday to Friday, 08:00 to 19:00, Paris time, public holidays excepted.",
  ],
  [
    "es",
    week([day], [], [{ from: 0, to: 1_440 }]),
    "Los relojes corren el lunes de 08:00 a 19:00, el miércoles de 00:00 a 24:00, hora de Paris, salvo festivos.",
  ],
  ["fr", ALWAYS_OPEN, "Les horloges courent jour et nuit, tous les jours."],
] as const)("the hours of a calendar are said in %s", async (locale, ofWeek, expected) => {
  expect(await wordsOf(<HoursLine hours={{ ...office, week: ofWeek }} />, { locale })).toBe(expected);
});

const clock: ShownClock = {
  ...{ clock: "resolution", standing: "running", judgement: "near", elapsedSeconds: 63_600, targetSeconds: 72_000 },
  ...{ warnShare: 0.75, stoppedAt: null, dueAt: NOW + 8_400_000, opensAt: null },
};

test.each([
  [clock, "Résolution, 16:52"],
  [{ ...clock, judgement: "late", elapsedSeconds: 72_600, dueAt: null }, "Résolution, 10\u00a0min de retard"],
  [{ ...clock, standing: "paused", dueAt: null }, "Résolution, en pause"],
] as [ShownClock, string][])("a list says what is due: %#", async (shown, expected) => {
  expect(await wordsOf(<DueWord clock={shown} now={NOW} />)).toBe(expected);
});
