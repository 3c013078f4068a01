import { expect, test } from "vitest";

import { uncoveredOf } from "#domain/backups/coverage.ts";
import { proofState } from "#domain/backups/proof.ts";
import type { BackupRun } from "#domain/backups/run.ts";
import { type JobFacts, type JobHistory, jobStanding } from "#domain/backups/standing.ts";
import { type SavedPart, statementOf } from "#domain/backups/statement.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 02:30 in Paris. */
const T0 = Date.parse("2026-11-02T01:30Z");
const NOW = T0 + 10 * DAY + 6 * HOUR;

const JOB: JobFacts = {
  ...{ schedule: "30 2 * * *", graceSeconds: 3_600, longestSeconds: 7_200, watchedFrom: T0 - HOUR },
  ...{ checkDays: 35, restoreDays: 92 },
};
const HEARING = { timeZone: "Europe/Paris", away: null };

let lastId = 0;
function night(day: number, told: Partial<BackupRun> = {}): BackupRun {
  lastId += 1;
  const startedAt = T0 + day * DAY + 60_000;
  const sizes = { exitCode: 0, bytes: 1_000, addedBytes: null, storedBytes: null };
  return { id: lastId, state: "succeeded", startedAt, endedAt: startedAt + HOUR / 2, ...sizes, ...told };
}
const nights = (...days: number[]) => days.map((day) => night(day));
const upTo = (day: number) => nights(...Array.from({ length: day + 1 }, (_, index) => index));
const historyOf = (runs: BackupRun[]): JobHistory => ({ runs, check: null, restore: null, goodRestore: null });

test.each([
  ["good after a good night", upTo(10), "good", []],
  ["bad after a missed one", upTo(9), "bad", ["missed"]],
  ["good again when the run was made by hand in the day", [...upTo(9), night(10.2)], "good", []],
  ["bad after one that failed", [...upTo(9), night(10, { state: "failed" })], "bad", ["failed"]],
  ["bad where it never ran", [], "bad", ["neverRan"]],
  ["strange where much is missing in it", [...upTo(9), night(10, { bytes: 300 })], "strange", ["shrunk"]],
  [
    "strange where it takes too long",
    [...upTo(9), night(10, { state: "running", endedAt: null })],
    "strange",
    ["tooLong"],
  ],
] as const)("a backup is %s", (_sentence, runs, state, troubles) => {
  expect(jobStanding(JOB, historyOf([...runs]), HEARING, NOW)).toMatchObject({ state, troubles });
});

test("a slot of a time when we did not listen has its grace once more, one long before is missed", () => {
  const back = T0 + 10 * DAY + 5.5 * HOUR;
  const hearing = { ...HEARING, away: { from: T0 + 10 * DAY - 5 * HOUR, to: back } };
  const standing = jobStanding(JOB, historyOf(upTo(9).filter((_, day) => day !== 4)), hearing, NOW);
  expect(standing.slots.map(({ state }) => state).slice(3, 6)).toEqual(["succeeded", "missed", "succeeded"]);
  expect(standing.slots.at(-1)?.state).toBe("due");
  expect(standing.troubles).toEqual([]);
  const later = jobStanding(JOB, historyOf(upTo(9)), hearing, back + HOUR + 1_000);
  expect(later.troubles).toEqual(["missed"]);
});

test("without a schedule only runs count, and of one that runs every five minutes the last are looked at", () => {
  const loose = { ...JOB, schedule: null };
  expect(jobStanding(loose, historyOf(upTo(3)), HEARING, NOW)).toMatchObject({
    state: "good",
    slots: [],
    nextAt: null,
  });
  expect(jobStanding(loose, historyOf([]), HEARING, NOW).state).toBe("waiting");
  const failed = historyOf([night(1), night(2, { state: "failed" })]);
  expect(jobStanding(loose, failed, HEARING, NOW).troubles).toEqual(["failed"]);
  const often = jobStanding({ ...JOB, schedule: "*/5 * * * *" }, historyOf([]), HEARING, NOW);
  expect(often.slots.length).toBeLessThan(300);
  expect(jobStanding(JOB, historyOf([]), HEARING, NOW).nextAt).toBe(T0 + 11 * DAY);
});

test("a proof gets old, and a try that failed ends it at once", () => {
  const at = NOW - 40 * DAY;
  expect(proofState(null, 35, NOW)).toBe("never");
  expect(proofState({ at, state: "succeeded" }, 35, NOW)).toBe("stale");
  expect(proofState({ at, state: "succeeded" }, 40, NOW)).toBe("proven");
  expect(proofState({ at, state: "failed" }, 92, NOW)).toBe("failed");
});

const restored = (daysAgo: number, minutes: number) => ({
  ...{ at: NOW - daysAgo * DAY, state: "succeeded" as const, durationMs: minutes * 60_000, pointAt: null },
});

function part(name: string, runs: BackupRun[], goodRestore: SavedPart["goodRestore"] = null): SavedPart {
  const standing = jobStanding(JOB, { ...historyOf(runs), restore: goodRestore, goodRestore }, HEARING, NOW);
  return { name, isDatabase: name === "base", standing, runs, goodRestore };
}

test("an application comes back to its oldest part, in the time of all of them", () => {
  const promised = { pointSeconds: 86_400 + 7_200, timeSeconds: 4 * 3_600 };
  const parts = [part("base", upTo(10), restored(21, 40)), part("fichiers", upTo(9), restored(100, 35))];
  expect(statementOf(parts, promised, NOW)).toMatchObject({
    lastGoodAt: parts[1]?.runs.at(-1)?.startedAt,
    databasesFrom: parts[0]?.runs.at(-1)?.startedAt,
    unsaved: [],
    provenAt: NOW - 100 * DAY,
    measuredTimeMs: 75 * 60_000,
    unproven: ["fichiers"],
    // Since the night before the last nothing of the files was saved: a day and the hours since.
    measuredPointMs: NOW - (parts[1]?.runs.at(-1)?.startedAt ?? 0),
    isPointKept: false,
    isTimeKept: true,
  });
  const half = statementOf([part("base", upTo(10)), part("fichiers", [])], null, NOW);
  expect(half).toMatchObject({ lastGoodAt: null, unsaved: ["fichiers"], provenAt: null, measuredTimeMs: null });
  expect(half).toMatchObject({ measuredPointMs: null, isPointKept: null, isTimeKept: null });
  expect(statementOf([], promised, NOW)).toBeUndefined();
});

test("what no backup names is told until the client accepts it, and again from the day after the last", () => {
  const machines = [
    { id: 1, name: "db-1", databases: ["popgom", "stats"] },
    { id: 2, name: "db-2", databases: ["popgom"] },
    { id: 3, name: "web-1", databases: [] },
  ];
  const saved = [
    { machineId: 1, databaseName: "popgom", tool: "script" },
    { machineId: 3, databaseName: null, tool: "restic" },
  ];
  const accepted = { reason: "copie", acceptedByName: "Julien", acceptedAt: NOW - 90 * DAY, until: "2026-12-31" };
  const exemption = { id: 7, machineId: 2, databaseName: null, ...accepted };
  const on = (today: string) =>
    uncoveredOf(machines, saved, [exemption], today).map((one) => [
      `${one.machine} ${one.databaseName ?? "*"}`,
      one.accepted?.id ?? null,
      one.expired?.id ?? null,
    ]);
  expect(on("2026-12-31")).toEqual([
    ["db-1 stats", null, null],
    ["db-2 *", 7, null],
  ]);
  expect(on("2027-01-01")).toEqual([
    ["db-1 stats", null, null],
    ["db-2 *", null, 7],
  ]);
  const all = [...saved, { machineId: 1, databaseName: null, tool: "mariabackup" }];
  expect(uncoveredOf(machines, all, [], "2026-11-23").map(({ machine }) => machine)).toEqual(["db-2"]);
});
