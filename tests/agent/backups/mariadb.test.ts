import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { BackupJob } from "#agent/backups/config.ts";
import { Outbox } from "#agent/backups/outbox.ts";
import { withPrivateServer } from "#agent/backups/private-server.ts";
import { readBackups } from "#agent/backups/read.ts";
import { restoreTest } from "#agent/backups/restore-test.ts";
import { Workshop } from "#agent/backups/workshop.ts";
import type { BackupWord } from "#collector/protocol/backups.ts";
import { type Saved, savedFiles } from "./repositories.ts";

const HOUR = 3_600_000;

let saved: Saved;
let dumps: string;
let backups: string;

/** A server with a shop's two tables, dumped and backed up as its people would. */
beforeAll(async () => {
  saved = savedFiles();
  dumps = join(saved.directory, "dumps");
  backups = join(saved.directory, "backups");
  for (const directory of [dumps, backups]) mkdirSync(directory);
  const workshop = new Workshop(saved.dataDirectory, Date.now() + HOUR);
  const data = join(saved.directory, "server");
  await withPrivateServer({ scratch: saved.directory, data, isOpen: false }, workshop, async (server) => {
    const tables = "create table shop.orders (id int primary key); create table shop.tyres (id int primary key)";
    await server.query(`create database shop; ${tables}; insert into shop.orders values (1), (2), (3)`);
    const dump = await server.tool("mariadb-dump", ["shop"]);
    writeFileSync(join(dumps, "shop-1.sql"), dump.output);
    writeFileSync(join(dumps, "shop-2.sql.gz"), gzipSync(dump.output));
    await server.tool("mariadb-backup", ["--backup", `--target-dir=${join(backups, "monday")}`], { accepted: [0] });
  });
}, 120_000);
afterAll(() => rmSync(saved.directory, { recursive: true, force: true }));

function toldNow(): BackupWord[] {
  const outbox = new Outbox(saved.dataDirectory);
  const waiting = outbox.next(100, 1e9);
  outbox.settle(waiting);
  return waiting.map(({ text }) => JSON.parse(text));
}

function proofOf(job: BackupJob) {
  return restoreTest({ dataDirectory: saved.dataDirectory, job, scratchRoot: join(saved.directory, "scratch") });
}

test("dumps are read to their end, and loaded into a server of their own", { timeout: 120_000 }, async () => {
  const job = { tool: "mysqldump", slug: "shop-dump", directory: dumps, prefix: "shop-", checkParts: 1 } as const;
  const cut = join(dumps, "shop-0.sql.gz");
  writeFileSync(cut, readFileSync(join(dumps, "shop-2.sql.gz")));
  truncateSync(cut, 300);
  const unfinished = join(dumps, "shop-3.sql");
  writeFileSync(unfinished, "CREATE TABLE `orders` (");
  utimesSync(cut, new Date(), new Date(Date.now() - HOUR));
  writeFileSync(join(dumps, "other.sql"), "another's");

  // One that is still being written is not told yet; one that was cut off an hour ago has failed.
  expect(await readBackups(saved.dataDirectory, [job])).toEqual([]);
  const told = toldNow();
  expect(told).toHaveLength(3);
  const size = readFileSync(join(dumps, "shop-1.sql")).length;
  const whole = { kind: "run", succeeded: true, database: "shop", bytes: size };
  expect(told).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...whole, addedBytes: size }),
      expect.objectContaining(whole),
      expect.objectContaining({
        succeeded: false,
        log: expect.stringContaining("shop-0.sql.gz: unexpected end of file"),
      }),
    ]),
  );
  for (const word of told) {
    if (word.kind !== "run" || !word.succeeded) continue;
    expect(word.startedAt).toBeLessThanOrEqual(word.endedAt ?? 0);
    expect(Math.abs((word.endedAt ?? 0) - Date.now())).toBeLessThan(HOUR);
  }
  const proven = await proofOf(job);
  expect(proven).toMatchObject({
    check: { succeeded: true, method: "-- Dump completed" },
    restore: { succeeded: true, bytes: size, evidence: expect.stringContaining("2 of 2 tables") },
  });
  expect(toldNow()).toHaveLength(2);
  expect(readdirSync(join(saved.directory, "scratch"))).toEqual([]);

  for (const name of ["shop-1.sql", "shop-2.sql.gz"]) rmSync(join(dumps, name));
  expect(await proofOf(job)).toMatchObject({ check: { succeeded: false }, restore: { succeeded: false } });
  toldNow();
});

test("a mariadb-backup is read, prepared, and its tables checked by a server", { timeout: 120_000 }, async () => {
  const job = { tool: "mariabackup", slug: "db-full", directory: backups, checkParts: 1 } as const;
  mkdirSync(join(backups, "half-made"));
  expect(await readBackups(saved.dataDirectory, [job])).toEqual([]);
  const [run, ...others] = toldNow();
  expect(others).toEqual([]);
  if (run?.kind !== "run") throw new Error("no run");
  expect(run).toMatchObject({ tool: "mariabackup", succeeded: true });
  expect(run.startedAt).toBeLessThanOrEqual(run.endedAt ?? 0);
  expect(Math.abs((run.endedAt ?? 0) - Date.now())).toBeLessThan(HOUR);

  const proven = await proofOf(job);
  expect(proven.restore).toMatchObject({ succeeded: true, files: run.files, bytes: run.bytes });
  expect(proven.restore?.evidence).toContain("mariadb-check: 2 tables");
  expect(readdirSync(join(saved.directory, "scratch"))).toEqual([]);
  const servers = execFileSync("sh", ["-c", `cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' || true`]).toString();
  expect(servers).not.toContain(join(saved.directory, "scratch"));
});
