import { expect, test } from "vitest";

import { INTERVAL_MS, Load } from "../../bench/ingest/load.ts";
import { spreadOf } from "../../bench/ingest/statistics.ts";

const END = Date.UTC(2026, 10, 24);

test("the load is the same each time it is made of the same seed, and another of another seed", () => {
  const [one, same, other] = [new Load(3, END, 7), new Load(3, END, 7), new Load(3, END, 8)];
  expect(one.snapshots(2, -50, 0)).toEqual(same.snapshots(2, -50, 0));
  expect(one.snapshots(2, -50, 0)).not.toEqual(other.snapshots(2, -50, 0));
});

test("each tick of the load lies inside its own interval, never at its edge", () => {
  const load = new Load(20, END);
  for (let machine = 0; machine < load.machines; machine += 1) {
    for (let tick = -100; tick < 0; tick += 1) {
      const sinceBegin = load.at(machine, tick) - (END + tick * INTERVAL_MS);
      expect(sinceBegin > 1 && sinceBegin < INTERVAL_MS - 1).toBe(true);
    }
  }
});

test("a machine of the load has 40 series of finite values", () => {
  const [at, ...values] = new Load(1, END).snapshot(0, -1);
  expect([Number.isInteger(at), values.length, values.every(Number.isFinite)]).toEqual([true, 40, true]);
});

test.each([
  ["nothing", [], undefined],
  ["one", [4], { median: 4, least: 4, most: 4 }],
  ["an odd number", [9, 1, 4], { median: 4, least: 1, most: 9 }],
  ["an even number", [9, 1, 4, 6], { median: 5, least: 1, most: 9 }],
])("the spread of %s is its median and range", (_what, values, expected) => {
  expect(spreadOf(values)).toEqual(expected);
});
