import { expect, test } from "vitest";

import { aroundOutage, shownOutage } from "#domain/availability/shown-outage.ts";
import { strokesOfStates } from "#domain/availability/strokes.ts";
import type { Verdict } from "#domain/availability/verdict.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 12, 11);
const stoppage = (from: number, minutes: number, verdict: Verdict) => ({ from, to: from + minutes * MINUTE, verdict });

const SHORT = stoppage(NOON, 8, "down");
const LONG = stoppage(NOON + 90 * MINUTE, 23, "down");
const SAME = stoppage(NOON + 300 * MINUTE, 23, "unapproved_maintenance");
const FREE = stoppage(NOON + 500 * MINUTE, 42, "maintenance");
const BLIND = stoppage(NOON + 600 * MINUTE, 99, "unmonitored");

test.each([
  ["the longest counted one", [SHORT, LONG, FREE, BLIND], null, LONG],
  ["the first of two that are as long", [SAME, LONG].toReversed(), null, LONG],
  ["the one that the address names", [SHORT, LONG], SHORT.from, SHORT],
  ["one that does not count, when it is named", [LONG, FREE], FREE.from, FREE],
  ["the longest, when the address names none of the month", [SHORT, LONG], 1, LONG],
  ["none, where nothing counts", [FREE, BLIND], null, undefined],
  ["none of an empty month", [], SHORT.from, undefined],
])("shown is %s", (_which, stoppages, asked, shown) => expect(shownOutage(stoppages, asked)).toEqual(shown));

test.each([
  ["half an hour before and after", NOON + 600 * MINUTE, 30],
  ["no more than is over", NOON + 10 * MINUTE, 2],
  ["to its end, while it lasts", NOON + 8 * MINUTE, 0],
])("around it is shown %s", (_what, now, after) =>
  expect(aroundOutage(SHORT, now)).toEqual({ from: NOON - 30 * MINUTE, to: SHORT.to + after * MINUTE }));

test.each([
  [
    "failed while it was down",
    [
      [-60, "up"],
      [0, "down"],
      [8, "up"],
    ],
    { runs: 8, failed: 8 },
    "failed",
  ],
  [
    "neither, while nobody looked",
    [
      [-60, "up"],
      [0, "unmonitored"],
      [8, "up"],
    ],
    { runs: 0, failed: 0 },
    "unknown",
  ],
  [
    "up, while it was degraded",
    [
      [-60, "up"],
      [0, "degraded"],
    ],
    { runs: 8, failed: 0 },
    "ok",
  ],
  ["unknown, before the first word", [[9, "up"]], { runs: 0, failed: 0 }, "unknown"],
] as const)("by its changes a check is %s", (_how, told, counts, state) => {
  const changes = told.map(([minutes, of]) => ({ at: NOON + minutes * MINUTE, state: of }));
  const window = aroundOutage(SHORT, NOON + 600 * MINUTE);

  const seen = strokesOfStates(changes, window, SHORT, 60);
  expect(seen).toMatchObject(counts);
  expect(seen.strokes).toHaveLength(68);
  expect(seen.strokes.find(({ at }) => at === NOON + MINUTE)?.state).toBe(state);
});

test("a window of days has no more strokes than can be told apart", () => {
  const long = { from: NOON, to: NOON + 5 * 24 * 60 * MINUTE };
  expect(strokesOfStates([], aroundOutage(long, long.to), long, 30).strokes.length).toBeLessThanOrEqual(241);
});
