import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { parseJobs } from "#agent/backups/config.ts";
import { parseArchives, parseInfo as parseBorgInfo, parseThing } from "#agent/plugins/backups/borg/parse.ts";
import { isFull, localInstant, parseInfo, runOf } from "#agent/plugins/backups/mariabackup/parse.ts";
import { databaseIn, parseEnd, TableCount } from "#agent/plugins/backups/mysqldump/parse.ts";
import { partOfDay } from "#agent/plugins/backups/part-of-day.ts";
import { fileSizeOf, parseSnapshots, parseStats } from "#agent/plugins/backups/restic/parse.ts";

const captured = (name: string) => readFileSync(new URL(`testdata/${name}`, import.meta.url), "utf8");

test("restic's snapshots are read, of versions without and with a summary", () => {
  const id = "dfb26c4e45f143c946813a80af1bdd4bb634d6e3ce40ebed4bf2d9ab527b0bfd";
  const at = Date.parse("2026-11-23T07:59:57.588Z");
  expect(parseSnapshots(captured("restic-0.14-snapshots.json"))).toEqual([
    { key: id, at, startedAt: at, succeeded: true },
  ]);
  // From the documentation of 0.17: "Scripting", snapshots.
  const summary = {
    ...{ backup_start: "2026-11-23T03:00:00.5+01:00", backup_end: "2026-11-23T03:04:00+01:00" },
    ...{ files_new: 4, data_added: 602_095, data_added_packed: 301_000 },
    ...{ total_files_processed: 4, total_bytes_processed: 600_003 },
  };
  const newer = { id: "a".repeat(64), time: "2026-11-23T03:00:01+01:00", summary };
  const hostile = [{ id: "../x", time: "now" }, null, 7, { id: "b".repeat(64), time: "yesterday" }];
  expect(parseSnapshots(JSON.stringify([...hostile, newer]))).toEqual([
    {
      ...{ key: newer.id, at: Date.parse("2026-11-23T02:00:01Z"), succeeded: true },
      ...{ startedAt: Date.parse("2026-11-23T02:00:00.5Z"), endedAt: Date.parse("2026-11-23T02:04:00Z") },
      ...{ bytes: 600_003, addedBytes: 301_000, files: 4 },
    },
  ]);
  expect(() => parseSnapshots("Fatal: wrong password")).toThrow("restic printed no JSON");
  expect(parseStats('{"total_size":600003,"total_file_count":6,"snapshots_count":1}')).toBe(600_003);
  const sizes = captured("restic-0.14-ls.txt").split("\n").map(fileSizeOf);
  expect(sizes.filter((size) => size !== undefined)).toEqual([200_000, 200_000, 200_000, 3]);
});

test("borg's archives are read in UTC, their sizes, and what lies in them", () => {
  const at = Date.parse("2026-11-23T08:00:02Z");
  const [archive, ...others] = parseArchives(captured("borg-1.2-list.json"));
  expect(others).toEqual([]);
  expect(archive).toMatchObject({ name: "one-2026", at, key: expect.stringMatching(/^69a4b4e9f48fa273/) });
  expect(parseBorgInfo(captured("borg-1.2-info.json"))).toEqual({
    ...{ startedAt: at, endedAt: at, files: 4 },
    ...{ bytes: 600_003, addedBytes: 601_131, storedBytes: 601_131 },
  });
  const things = captured("borg-1.2-things.txt").split("\n").map(parseThing);
  const files = things.filter((thing) => thing !== undefined);
  // Five names of four files: the second name of one has neither size nor content of its own.
  expect(files.map(({ bytes }) => bytes)).toEqual([3, 200_000, 0, 200_000, 200_000]);
  expect(files.filter(({ sha256 }) => sha256)).toHaveLength(4);
});

test("a mariadb-backup and a dump are read as their machine's clock says", () => {
  const run = runOf(parseInfo(captured("xtrabackup_info")));
  expect(run).toMatchObject({
    key: "204dd14b-e71b-11f1-8257-02fc00000001",
    startedAt: new Date(2026, 10, 23, 8, 51, 50).getTime(),
    endedAt: new Date(2026, 10, 23, 8, 51, 51).getTime(),
  });
  expect(runOf(parseInfo("uuid = 204dd14b-e71b-11f1-8257-02fc00000001\nstart_time = 2026-11-23 08:51:50\n"))).toBe(
    undefined,
  );
  const checkpoints = captured("xtrabackup_checkpoints");
  expect([isFull(checkpoints), isFull(checkpoints.replace("full-backuped", "incremental"))]).toEqual([true, false]);
  expect(localInstant("2026-11-23T08:51:50")).toBe(undefined);

  const dump = captured("mariadb-dump-10.11.sql");
  expect(parseEnd(dump.slice(-400))).toEqual({
    isComplete: true,
    completedAt: new Date(2026, 10, 23, 8, 51, 50).getTime(),
  });
  expect(parseEnd(dump.slice(-400).replace(/ on .*/, ""))).toEqual({ isComplete: true, completedAt: undefined });
  expect(parseEnd(`${dump.slice(-400)}INSERT INTO`)).toMatchObject({ isComplete: false });
  expect(parseEnd("")).toMatchObject({ isComplete: false });
  expect(databaseIn(dump)).toBe("shop");
  const count = new TableCount();
  for (const line of `${dump}\nUSE \`mysql\`;\nCREATE TABLE \`user\``.split("\n")) count.take(line);
  expect(count.tables).toBe(1);
});

test("daily checks of one part of so many read everything in as many days", () => {
  const days = Array.from({ length: 7 }, (_, day) => partOfDay(7, Date.UTC(2026, 10, 23 + day, 3)));
  expect(new Set(days)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
});

const job = { slug: "db-1", tool: "restic", repository: "/srv/restic" };
test.each([
  ["a job that is not named as its project's are", [{ ...job, slug: "DB 1" }], "slug"],
  ["a tool that is none", [{ ...job, tool: "tar" }], "tool"],
  ["a misspelt field", [{ ...job, pasword: "x" }], 'restic has no "pasword"'],
  ["a password in plain sight", [{ ...job, password: "x" }], 'restic has no "password"'],
  ["a path that depends on where one stands", [{ ...job, passwordFile: "secret" }], "absolute"],
  ["a line break in a field", [{ ...job, host: "a\nb" }], "host"],
  ["a repository that is missing", [{ slug: "x", tool: "borg" }], "repository is missing"],
  ["a slug twice", [job, job], "twice"],
  ["parts that are none", [{ ...job, checkParts: 0 }], "checkParts"],
])("a configuration with %s is refused by a sentence", (_sentence, jobs, sentence) => {
  expect(parseJobs(JSON.stringify({ jobs }))).toEqual({ refused: expect.stringContaining(sentence) });
});

test("a configuration is read, and one that is no JSON is refused", () => {
  expect(parseJobs(JSON.stringify({ jobs: [job] }))).toEqual({ jobs: [{ ...job, checkParts: 1 }] });
  expect(parseJobs("{")).toEqual({ refused: "backups.json is not JSON" });
  expect(parseJobs("[]")).toEqual({ refused: expect.stringContaining('no list "jobs"') });
});
