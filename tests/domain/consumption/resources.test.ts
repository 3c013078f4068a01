import { expect, test } from "vitest";

import { grantedBy, grantedTogether, NOTHING_GRANTED, usedOver } from "#domain/consumption/resources.ts";

const pool = { cpuGhz: 4, memoryBytes: 8, diskBytes: 30 };
const point = (average: number, count = 1) => ({ at: 0, min: average - 1, average, max: average + 1, count });

test("pools add up, and an application without one adds nothing", () => {
  expect(grantedBy([pool, null, pool], [])).toEqual({ cpuGhz: 8, memoryBytes: 16, diskBytes: 60, bandwidthBits: null });
  expect(grantedBy([null], [])).toEqual(NOTHING_GRANTED);
  expect(grantedBy([], [])).toEqual(NOTHING_GRANTED);
});

test("bandwidth is contracted only where it is for every machine", () => {
  expect(grantedBy([null], [100, 50]).bandwidthBits).toBe(150);
  expect(grantedBy([null], [100, null]).bandwidthBits).toBeNull();
});

test("contracts of several projects add up; bandwidth only where all have it", () => {
  const one = grantedBy([pool], [100]);
  expect(grantedTogether([one, NOTHING_GRANTED])).toEqual({ ...one, bandwidthBits: null });
  expect(grantedTogether([one, one]).bandwidthBits).toBe(200);
  expect(grantedTogether([])).toEqual(NOTHING_GRANTED);
});

test("a step with many samples weighs no more than another", () => {
  expect(usedOver([point(2, 60), point(4, 6)])).toEqual({ average: 3, max: 5, last: 4 });
  expect(usedOver([])).toBeNull();
});
