import { describe, expect, test } from "vitest";
import { LiveMap } from "#collector/live/live-map.ts";
import type { Snapshot } from "#collector/protocol/push.ts";
import type { StoredSchema } from "#db/metrics/store.ts";

const SCHEMA = {
  id: 1,
  hash: "0".repeat(64),
  series: [["cpu_used_ratio", "gauge"]],
  positions: null,
  declared: 1,
} as StoredSchema;
const START = Date.UTC(2026, 10, 24, 13, 0);
const FIVE_MINUTES = 5 * 60_000;

describe("the average of a source's last minutes", () => {
  test.each([
    ["is not told before most of the window is covered", every(10, 0, 180, 0.95), undefined],
    ["is told once most of the window is covered", every(10, 0, 290, 0.95), 0.95],
    [
      "counts a minute watched every second like any other",
      [...every(10, 0, 240, 0.5), ...every(1, 241, 300, 1)],
      (0.5 * 240 + 1 * 60) / 300,
    ],
    [
      "counts a gap for no more than half a minute",
      [...every(10, 0, 150, 0.2), ...every(10, 250, 300, 0.2)],
      undefined,
    ],
  ])("%s", (_sentence, snapshots, expected) => {
    const live = new LiveMap();
    live.accept(1, SCHEMA, snapshots, START, 10);

    const average = live.average(1, "cpu_used_ratio", FIVE_MINUTES);

    if (expected === undefined) expect(average).toBeUndefined();
    else expect(average).toBeCloseTo(expected, 2);
  });
});

/** One snapshot every `step` seconds from `from` to `to`, in seconds after the start. */
function every(step: number, from: number, to: number, value: number): Snapshot[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => [
    START + (from + index * step) * 1_000,
    value,
  ]);
}
