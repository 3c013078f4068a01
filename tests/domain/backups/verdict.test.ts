import { expect, test } from "vitest";

import type { BackupRun } from "#domain/backups/run.ts";
import { slotsOf } from "#domain/backups/slots.ts";
import { growthOf, overlapping, shrinkOf, slotVerdict, verdictsOf } from "#domain/backups/verdict.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.parse("2026-11-02T01:30Z");
const TERMS = { graceSeconds: 3_600, longestSeconds: 7_200 };

let lastId = 0;
/** A run that begins some hours after T0. */
function run(hours: number, told: Partial<BackupRun> & { readonly tookHours?: number } = {}): BackupRun {
  const { tookHours = 0.5, ...rest } = told;
  const startedAt = T0 + hours * HOUR;
  const endedAt = rest.state === "running" ? null : startedAt + tookHours * HOUR;
  lastId += 1;
  const sizes = { exitCode: null, bytes: null, addedBytes: null, storedBytes: null };
  return { id: lastId, state: "succeeded", startedAt, endedAt, ...sizes, ...rest };
}

test.each([
  ["in its grace nothing is wrong", [], 0.9, "due", []],
  ["after it the run is missed", [], 1.1, "missed", []],
  ["a good one", [run(0.1)], 3, "succeeded", []],
  ["a good one that began after its grace", [run(1.5)], 3, "succeeded", ["late"]],
  ["one that took too long", [run(0.1, { tookHours: 2.5 })], 5, "succeeded", ["tooLong"]],
  ["one that runs", [run(0.1, { state: "running" })], 1, "running", []],
  ["one that runs for too long", [run(0.1, { state: "running" })], 3, "running", ["tooLong"]],
  ["one that failed", [run(0.1, { state: "failed" })], 3, "failed", []],
  ["one that failed and was made again", [run(0.1, { state: "failed" }), run(4)], 9, "succeeded", ["retried"]],
  ["one that failed and runs again", [run(0.1, { state: "failed" }), run(4, { state: "running" })], 5, "running", []],
] as const)("%s", (_sentence, runs, hours, state, flags) => {
  expect(slotVerdict({ at: T0, runs }, TERMS, T0 + hours * HOUR)).toMatchObject({ state, flags });
});

test("a run stands for the time that it began a little before or after, and for no other", () => {
  const runs = [run(-30), run(-0.5), run(24 + 3), run(47.9)];
  const slots = slotsOf([T0, T0 + DAY, T0 + 2 * DAY], runs);
  expect(slots.map((slot) => slot.runs.map(({ id }) => id))).toEqual([[runs[1]?.id], [runs[2]?.id], [runs[3]?.id]]);
  // What is due every ten minutes is early by two and a half at most.
  const often = slotsOf([T0, T0 + HOUR / 6], [run(0), run(0.1), run(0.15)]);
  expect(often.map((slot) => slot.runs.length)).toEqual([2, 1]);
});

test("a run that begins while the one before runs is told", () => {
  const runs = [run(0, { tookHours: 26 }), run(24), run(48), run(72, { state: "running" }), run(96)];
  expect([...overlapping(runs, T0 + 97 * HOUR)]).toEqual([runs[1]?.id, runs[4]?.id]);
  const slots = slotsOf([T0, T0 + DAY], runs.slice(0, 2));
  expect(verdictsOf(slots, runs, TERMS, T0 + 3 * DAY).map(({ flags }) => flags)).toEqual([["tooLong"], ["overlap"]]);
});

test("a sudden shrink is one against the median of the runs before it, not against the last", () => {
  const sizes = (...list: (number | null)[]) => list.map((bytes, index) => run(index * 24, { bytes }));
  const last = (runs: BackupRun[]) => shrinkOf(runs.at(-1) as BackupRun, runs)?.share ?? null;
  expect(last(sizes(100, 104, 96, 100, 60))).toBe(0.6);
  expect(last(sizes(100, 104, 96, 100, 71))).toBeNull();
  // One bad night does not make the next one look grown, or good.
  expect(last(sizes(100, 100, 100, 20, 20))).toBe(0.2);
  // Too few to know the usual; of an empty one a single run says enough.
  expect(last(sizes(100, 100, 40))).toBeNull();
  expect(last(sizes(100, 0))).toBe(0);
  expect(last(sizes(null, null, null, 40))).toBeNull();
  expect(shrinkOf(run(0, { state: "failed", bytes: 1 }), sizes(100, 100, 100))).toBeNull();
});

test("growth is that of thirty days", () => {
  const runs = Array.from({ length: 60 }, (_, day) => run(day * 24, { bytes: 1_000 + day * 10 }));
  expect(growthOf(runs, T0 + 59.5 * DAY)).toBeCloseTo(300 / 1_260, 5);
  expect(growthOf(runs.slice(0, 20), T0 + 19.5 * DAY)).toBeNull();
});
