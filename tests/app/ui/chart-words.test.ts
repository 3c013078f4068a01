import { expect, test } from "vitest";

import { fieldValue, instantText, windowText, zoneCity } from "#app/ui/chart/words.ts";
import { formatFor } from "#app/ui/format.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 13, 32);
const french = formatFor("fr", "Europe/Paris");

test.each([
  ["its day once", NOW - 6 * HOUR, NOW, "mar. 24 nov., 8:32 → 14:32"],
  ["both its days", NOW - 24 * HOUR, NOW, "lun. 23 nov., 14:32 → mar. 24 nov., 14:32"],
  [
    "its years where they are not this one",
    Date.UTC(2025, 11, 31, 12),
    Date.UTC(2026, 0, 1, 12),
    "mer. 31 déc. 2025, 13:00 → jeu. 1er janv. 2026, 13:00",
  ],
  ["days alone where it is long", Date.UTC(2025, 10, 24), NOW, "lun. 24 nov. 2025 → mar. 24 nov. 2026"],
])("a window is written with %s", (_sentence, from, to, expected) => {
  expect(windowText({ from, to }, NOW, french)).toBe(expected);
});

test.each([
  ["seconds where a point is less than a minute", 10_000, HOUR, "14:32:00"],
  ["the clock within a day", 60_000, 6 * HOUR, "14:32"],
  ["the day too over several", 1_800_000, 7 * 24 * HOUR, "24 nov., 14:32"],
  ["the day alone where a point is a day", 24 * HOUR, 365 * 24 * HOUR, "mar. 24 nov. 2026"],
])("an instant of a chart is written with %s", (_sentence, stepMs, span, expected) => {
  expect(instantText(NOW, { from: NOW - span, to: NOW, stepMs }, french)).toBe(expected);
});

test("the hour that comes twice has the same digits in the form; the address tells them apart", () => {
  expect(fieldValue(Date.UTC(2026, 9, 25, 0, 30), french)).toBe("2026-10-25T02:30");
  expect(fieldValue(Date.UTC(2026, 9, 25, 1, 30), french)).toBe("2026-10-25T02:30");
});

test("the clock of a heading is named by its city", () => {
  expect(zoneCity("America/New_York")).toBe("New York");
  expect(zoneCity("UTC")).toBe("UTC");
});
