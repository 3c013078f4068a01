import { expect, test } from "vitest";

import type { RunOutcome } from "#domain/checks/check.ts";
import { changeOf, RECENT_RUNS, type RecentRun, type StateChange } from "#domain/checks/confirm.ts";
import { badInARow, nextRunAt, type Past } from "#domain/checks/schedule.ts";
import { seeded } from "./seeded.ts";

const LETTERS: Record<string, RunOutcome> = { o: "ok", s: "slow", f: "failed", b: "blind" };

/** Runs ten seconds apart, a letter each, and the changes that they make: "up@0 down@10". */
function changesOf(letters: string, stepMs = 10_000): string {
  const runs = [...letters].map((letter, index): RecentRun => {
    return { at: index * stepMs, durationMs: 100, outcome: LETTERS[letter] ?? "blind" };
  });
  return judged(runs)
    .map(({ at, state }) => `${state}@${at / 1_000}`)
    .join(" ");
}

function judged(runs: readonly RecentRun[], rule = changeOf): StateChange[] {
  const changes: StateChange[] = [];
  for (const [index] of runs.entries()) {
    const last = changes.at(-1);
    const recent = runs
      .slice(Math.max(0, index + 1 - RECENT_RUNS), index + 1)
      .filter(({ at }) => at >= (last?.at ?? 0));
    const change = rule(recent, last);
    if (change) changes.push(change);
  }
  return changes;
}

test.each([
  ["one failure is no outage", "offoooo", "up@0"],
  ["three failures are one, from the first on", "offf", "up@0 down@10"],
  ["two of three confirm, also with a good one between, which stays good", "ofoff", "up@0 down@30"],
  ["one of three confirms nothing", "ofoofoofoo", "up@0"],
  ["a good run ends an outage", "offfo", "up@0 down@10 up@40"],
  ["what could not run is unmonitored, never down", "obbbb", "up@0 unmonitored@10"],
  ["after blindness the suspicion begins anew", "ofbfff", "up@0 unmonitored@20 down@30"],
  ["nothing is known until a first run is good or three failed", "fff", "down@0"],
  ["slow is confirmed too", "osoo", "up@0"],
  ["three slow ones are degraded", "osss", "up@0 degraded@10"],
  ["slow after an outage is degraded at once", "offfs", "up@0 down@10 degraded@40"],
  ["degraded becomes down", "osssfff", "up@0 degraded@10 down@40"],
])("%s", (_sentence, letters, expected) => {
  expect(changesOf(letters)).toBe(expected);
});

test("failures that lie more than a minute apart confirm nothing", () => {
  expect(changesOf("offf", 31_000)).toBe("up@0");
  expect(changesOf("offf", 30_000)).toBe("up@0 down@30");
});

/** A day of a check every 30 s of which each run fails by chance; the times are those of the probe's own schedule. */
function randomDay(seed: number, loss: number): RecentRun[] {
  const random = seeded(seed);
  const runs: RecentRun[] = [];
  let past: Past | undefined;
  for (let at = 0; at < 24 * 3_600_000; at = nextRunAt({ intervalSeconds: 30, runAskedAt: null }, past)) {
    const outcome = random() < loss ? "failed" : "ok";
    const durationMs = outcome === "failed" ? 10_000 : 120;
    runs.push({ at: at || 1, durationMs, outcome });
    past = { at: at || 1, durationMs, badInARow: badInARow(past?.badInARow ?? 0, outcome) };
  }
  return runs;
}

const outages = (changes: readonly StateChange[]) => changes.filter(({ state }) => state === "down").length;

/** Planted: the first failure is an outage. */
const single: typeof changeOf = (recent, last) => {
  const run = recent.at(-1);
  if (!run) return null;
  const state = run.outcome === "ok" ? "up" : "down";
  return last?.state === state ? null : { at: run.at, state };
};

/** Planted: two of any three, the suspicious one among them. */
const sliding: typeof changeOf = (recent, last) => {
  const run = recent.at(-1);
  if (!run) return null;
  const failed = recent.slice(-3).filter(({ outcome }) => outcome === "failed").length;
  const state = failed >= 2 ? "down" : "up";
  return last?.state === state ? null : { at: run.at, state };
};

test("S3: one in a hundred runs lost by chance makes no outage in a day, and looser rules do", () => {
  const days = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed) => randomDay(seed, 0.01));
  const counted = (rule: typeof changeOf) => days.map((runs) => outages(judged(runs, rule)));

  expect(days.every((runs) => runs.length >= 2_880)).toBe(true);
  expect(counted(changeOf)).toEqual(days.map(() => 0));
  expect(Math.min(...counted(single))).toBeGreaterThan(10);
  expect(counted(sliding).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0);
});

test("a real outage is known within 90 seconds of its begin, wherever in the interval it falls", () => {
  for (let begin = 31_000; begin < 61_000; begin += 500) {
    const runs: RecentRun[] = [];
    let past: Past | undefined;
    let at = 1;
    const known = () => judged(runs).find(({ state }) => state === "down");
    while (!known()) {
      const outcome = at >= begin ? "failed" : "ok";
      const durationMs = outcome === "failed" ? 10_000 : 100;
      runs.push({ at, durationMs, outcome });
      past = { at, durationMs, badInARow: badInARow(past?.badInARow ?? 0, outcome) };
      at = nextRunAt({ intervalSeconds: 30, runAskedAt: null }, past);
    }
    const last = runs.at(-1);
    expect((last?.at ?? 0) + (last?.durationMs ?? 0) - begin).toBeLessThanOrEqual(60_000);
    expect((known()?.at ?? 0) - begin).toBeLessThanOrEqual(30_000);
  }
});
