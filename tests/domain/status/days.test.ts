import { expect, test } from "vitest";

import type { Segment } from "#domain/availability/ledger.ts";
import type { Verdict } from "#domain/availability/verdict.ts";
import { interruptionsOf, standingOf, statusDays, statusStretch } from "#domain/status/days.ts";

const ZONE = "Europe/Paris";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 12:00 in Paris. */
const NOW = Date.UTC(2026, 10, 22, 11);
const STRETCH = statusStretch(NOW, ZONE);

/** Segments that cover the stretch: from each instant on a verdict, up before. */
function ledger(...changes: readonly (readonly [at: number, verdict: Verdict])[]): Segment[] {
  const all: (readonly [number, Verdict])[] = [[STRETCH.from, "up"], ...changes];
  return all.map(([from, verdict], index) => {
    const to = all[index + 1]?.[0] ?? STRETCH.to;
    return { from, to, verdict, observed: "up", cause: { kind: "checks" } };
  });
}

test("90 days of the project's calendar end with today, over the night in which clocks change", () => {
  const days = statusDays(ledger(), STRETCH, ZONE);

  expect(days).toHaveLength(90);
  expect(new Date(days[0]?.at ?? 0).toISOString()).toBe("2026-08-24T22:00:00.000Z");
  expect(new Date(days[89]?.at ?? 0).toISOString()).toBe("2026-11-21T23:00:00.000Z");
  expect(days[61]).toEqual({ at: Date.UTC(2026, 9, 24, 22), verdict: "up", lastedMs: 25 * HOUR });
  expect(days[89]).toMatchObject({ verdict: "up", lastedMs: 12 * HOUR });
});

test.each([
  ["a minute of outage", [["down", MINUTE]], "down", MINUTE],
  ["work that nobody approved", [["unapproved_maintenance", HOUR]], "down", HOUR],
  [
    "an outage in a slow day",
    [
      ["degraded", 5 * HOUR],
      ["down", MINUTE],
    ],
    "down",
    MINUTE,
  ],
  ["a slow hour", [["degraded", HOUR]], "degraded", HOUR],
  ["approved work", [["maintenance", HOUR]], "maintenance", HOUR],
  ["an hour unseen", [["unmonitored", HOUR]], "up", 23 * HOUR],
  ["most of the day unseen", [["unmonitored", 13 * HOUR]], "unmonitored", 13 * HOUR],
] as const)("a day with %s", (_sentence, parts, verdict, lastedMs) => {
  let at = Date.UTC(2026, 10, 9, 23);
  const changes = parts.map(([word, length]) => {
    const begin = at;
    at += length;
    return [begin, word] as const;
  });
  const days = statusDays(ledger(...changes, [at, "up"]), STRETCH, ZONE);

  expect(days.filter((day) => day.verdict !== "up" || day.lastedMs !== 24 * HOUR)).toContainEqual({
    at: Date.UTC(2026, 10, 9, 23),
    verdict,
    lastedMs,
  });
});

test("an interruption lasts since its first second, whatever it is called inside", () => {
  const segments = ledger(
    [NOW - 3 * HOUR, "degraded"],
    [NOW - 2 * HOUR, "down"],
    [NOW - HOUR, "unapproved_maintenance"],
  );

  expect(standingOf(segments)).toEqual({ verdict: "down", since: NOW - 2 * HOUR });
  expect(interruptionsOf(segments)).toEqual({ count: 1, lastedMs: 2 * HOUR });
  expect(standingOf([])).toBeUndefined();
});
