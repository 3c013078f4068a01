import { expect, test } from "vitest";

import { chartAddress } from "#app/ui/chart/address.ts";
import { markGroups, marksWithin } from "#app/ui/chart/marks.ts";
import { isDrag, shifted, stretchBetween, widened, zoomed } from "#app/ui/chart/zoom.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  ["to the right", 2, 5, { from: 2, to: 5 }],
  ["to the left", 5, 2, { from: 2, to: 5 }],
  ["out of the chart", 8, 14, { from: 8, to: 10 }],
])("a drag %s selects what lies between", (_how, anchor, head, expected) => {
  expect(stretchBetween(anchor, head, { from: 0, to: 10 })).toEqual(expected);
});

test("a hand that hardly moves has clicked", () => {
  const within = { from: 0, to: HOUR };

  expect(isDrag({ from: 0, to: 30_000 }, within)).toBe(false);
  expect(isDrag({ from: 0, to: 2 * MINUTE }, within)).toBe(true);
});

test.each([
  ["on whole steps, outwards", { from: 95_000, to: 605_000 }, MINUTE, { from: MINUTE, to: 11 * MINUTE }],
  ["of a minute at least", { from: 100_000, to: 104_000 }, 1_000, { from: 72_000, to: 132_000 }],
])("a selection opens a window %s", (_sentence, selection, stepMs, expected) => {
  expect(zoomed(selection, stepMs, "Europe/Paris")).toEqual(expected);
});

test.each([
  ["twice as much around the same middle", { from: 4 * HOUR, to: 6 * HOUR }, { from: 3 * HOUR, to: 7 * HOUR }],
  ["no further than now", { from: 8 * HOUR, to: 10 * HOUR }, { from: 6 * HOUR, to: 10 * HOUR }],
])("zooming out shows %s", (_sentence, window, expected) => {
  expect(widened(window, 10 * HOUR)).toEqual(expected);
});

test.each([
  [-1, { from: 2 * HOUR, to: 5 * HOUR }],
  [1, { from: 7 * HOUR, to: 10 * HOUR }],
] as const)("the window moves by its length (%i), and not past now", (direction, expected) => {
  expect(shifted({ from: 5 * HOUR, to: 8 * HOUR }, direction, 10 * HOUR)).toEqual(expected);
});

test("marks are numbered in order of time; those too near to each other share a number", () => {
  const marks = [10, 50, 51, 52, 90].map((at) => ({ at }));

  expect(markGroups(marks, { from: 0, to: 100 }, 0.034)).toEqual([
    { first: 1, last: 1, share: 0.1 },
    { first: 2, last: 4, share: 0.51 },
    { first: 5, last: 5, share: 0.9 },
  ]);
});

test("what began before the window and still lasts is of the window", () => {
  const marks = [
    { at: 5, until: 15 },
    { at: 1, until: 2 },
    { at: 30, until: null },
    { at: 3, until: null, isLasting: true },
    { at: 4, until: null },
    { at: 25, until: null, isLasting: true },
    { at: 12, until: null },
  ];

  expect(marksWithin(marks, { from: 10, to: 20 }).map(({ at }) => at)).toEqual([3, 5, 12]);
});

test("an address keeps what it knows when the window changes, and is the same for whoever opens it", () => {
  const query = new URLSearchParams("view=cpu&range=6h&compare=before");
  const address = chartAddress("/projects/popgom/machines/db-1", query, "Europe/Paris");
  const window = { from: Date.UTC(2026, 10, 24, 7, 32), to: Date.UTC(2026, 10, 24, 13, 32) };

  expect(address.range("7d")).toBe("/projects/popgom/machines/db-1?view=cpu&compare=before&range=7d");
  expect(decodeURIComponent(address.window(window))).toBe(
    "/projects/popgom/machines/db-1?view=cpu&compare=before&from=2026-11-24T08:32&to=2026-11-24T14:32",
  );
  expect(address.changed({ compare: null })).toBe("/projects/popgom/machines/db-1?view=cpu&range=6h");
  expect(address.kept).toEqual([
    ["view", "cpu"],
    ["compare", "before"],
  ]);
});
