import { expect, test } from "vitest";

import { dateNamed } from "#domain/search/dates.ts";

const PARIS = "Europe/Paris";
/** Tuesday 24 November 2026, 14:32 in Paris. */
const NOW = Date.parse("2026-11-24T13:32:00Z");

function read(text: string, now = NOW): string | undefined {
  const found = dateNamed(text, now, PARIS);
  const brief = (at: number) => new Date(at).toISOString().slice(0, 16);
  return found && `${brief(found.from)} ${brief(found.to)}${found.at === null ? "" : ` at ${brief(found.at)}`}`;
}

test.each([
  ["12 nov", "2026-11-11T23:00 2026-11-12T23:00"],
  ["12 novembre 2025", "2025-11-11T23:00 2025-11-12T23:00"],
  ["nov 12", "2026-11-11T23:00 2026-11-12T23:00"],
  ["le 1er août", "2026-07-31T22:00 2026-08-01T22:00"],
  ["12/11/2026", "2026-11-11T23:00 2026-11-12T23:00"],
  ["2026-11-12", "2026-11-11T23:00 2026-11-12T23:00"],
  ["el 3 de diciembre", "2025-12-02T23:00 2025-12-03T23:00"],
  ["29 février", "2024-02-28T23:00 2024-02-29T23:00"],
  ["hier", "2026-11-22T23:00 2026-11-23T23:00"],
  ["aujourd’hui", "2026-11-23T23:00 2026-11-24T13:32"],
  ["last monday", "2026-11-22T23:00 2026-11-23T23:00"],
  ["mardi", "2026-11-23T23:00 2026-11-24T13:32"],
  ["mardi dernier", "2026-11-16T23:00 2026-11-17T23:00"],
  ["el lunes pasado", "2026-11-22T23:00 2026-11-23T23:00"],
  ["octobre 2026", "2026-09-30T22:00 2026-10-31T23:00"],
  ["29/03/2026", "2026-03-28T23:00 2026-03-29T22:00"],
  ["25 oct 2026", "2026-10-24T22:00 2026-10-25T23:00"],
])("the day « %s » is understood", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ["12/11/2026 14:30", "2026-11-12T12:30 2026-11-12T14:30 at 2026-11-12T13:30"],
  ["mar. 24 nov. 2026, 14:31", "2026-11-24T12:31 2026-11-24T13:32 at 2026-11-24T13:31"],
  ["hier 14h", "2026-11-23T12:00 2026-11-23T14:00 at 2026-11-23T13:00"],
  ["ayer a las 9h05", "2026-11-23T07:05 2026-11-23T09:05 at 2026-11-23T08:05"],
  ["yesterday 2pm", "2026-11-23T12:00 2026-11-23T14:00 at 2026-11-23T13:00"],
  ["yesterday at 12:15 am", "2026-11-22T22:15 2026-11-23T00:15 at 2026-11-22T23:15"],
  ["2026-11-12T14:30", "2026-11-12T12:30 2026-11-12T14:30 at 2026-11-12T13:30"],
  ["22:00", "2026-11-23T20:00 2026-11-23T22:00 at 2026-11-23T21:00"],
  ["9:40", "2026-11-24T07:40 2026-11-24T09:40 at 2026-11-24T08:40"],
])("the hour « %s » is understood, with an hour around it", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  "web-1",
  "db",
  "mar",
  "12",
  "31/02/2026",
  "25:00",
  "12 nov 2027",
  "demain",
  "popgom 5.12",
  "constructor",
  "",
  "1/1/1970",
])("« %s » is no date of the past", (text) => {
  expect(read(text)).toBeUndefined();
});
