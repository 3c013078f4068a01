import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { Outbox } from "#agent/backups/outbox.ts";
import { readBackups } from "#agent/backups/read.ts";
import { restoreTest } from "#agent/backups/restore-test.ts";
import type { BackupWord } from "#collector/protocol/backups.ts";
import { borgRepository, resticRepository, type Saved, savedFiles } from "./repositories.ts";

const TIMEOUT = { timeout: 120_000 };

let saved: Saved;
beforeAll(() => {
  saved = savedFiles();
});
afterAll(() => rmSync(saved.directory, { recursive: true, force: true }));

/** What waits to be told, and no longer does. */
function toldNow(): BackupWord[] {
  const outbox = new Outbox(saved.dataDirectory);
  const waiting = outbox.next(100, 1e9);
  outbox.settle(waiting);
  return waiting.map(({ text }) => JSON.parse(text));
}

function proof(job: Parameters<typeof restoreTest>[0]["job"]) {
  const { dataDirectory, directory } = saved;
  return { dataDirectory, job, scratchRoot: join(directory, "scratch") };
}

/** X16 */
test("a restic repository is read, checked and restored; a flipped byte in a pack is found", TIMEOUT, async () => {
  const { job, save } = resticRepository(saved);
  const before = Date.now();
  expect(await readBackups(saved.dataDirectory, [job])).toEqual([]);
  const [run, ...others] = toldNow();
  expect(others).toEqual([]);
  expect(run).toMatchObject({ kind: "run", slug: "db-1", tool: "restic", succeeded: true, bytes: saved.bytes });
  if (run?.kind !== "run") throw new Error("no run");
  expect(run.runKey).toMatch(/^[0-9a-f]{64}$/);
  expect(run.storedBytes).toBeGreaterThan(saved.bytes);
  expect(run.startedAt).toBeLessThanOrEqual(run.endedAt ?? 0);
  expect(Math.abs((run.startedAt ?? 0) - before)).toBeLessThan(3_600_000);

  // Told once; the next snapshot is told as well, although other jobs cannot be read.
  save();
  const locked = { ...job, slug: "locked", passwordFile: "/etc/hostname" };
  const absent = { tool: "mysqldump", slug: "dumps", directory: "/nonexistent", checkParts: 1 } as const;
  expect(await readBackups(saved.dataDirectory, [locked, absent, job])).toMatchObject([
    { slug: "locked", message: expect.stringContaining("password") },
    { slug: "dumps", message: expect.stringContaining("ENOENT") },
  ]);
  expect(await readBackups(saved.dataDirectory, [job])).toEqual([]);
  expect(toldNow()).toMatchObject([{ slug: "db-1", succeeded: true }]);
  await expect(restoreTest(proof(locked))).rejects.toThrow("password");

  const { scratchRoot } = proof(job);
  const intact = await restoreTest(proof(job));
  expect(intact.check).toMatchObject({ succeeded: true, method: expect.stringContaining("--read-data-subset=1/1") });
  expect(intact.restore).toMatchObject({ succeeded: true, files: saved.files, bytes: saved.bytes });
  expect(intact.restore?.evidence).toContain(`${saved.files} of ${saved.files} files`);
  expect(toldNow()).toEqual([intact.check, intact.restore].toSorted((one, other) => (one?.at ?? 0) - (other?.at ?? 0)));
  expect(readdirSync(scratchRoot)).toEqual([]);

  const full = { ...proof(job), isRestoreOnly: true, freeBytes: async () => 1_000 };
  await expect(restoreTest(full)).rejects.toThrow("bytes free");
  expect(toldNow()).toEqual([]);
  expect(readdirSync(scratchRoot)).toEqual([]);

  const pack = biggestIn(join(job.repository, "data"));
  const bytes = readFileSync(pack);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  chmodSync(pack, 0o600);
  writeFileSync(pack, bytes);
  const damaged = await restoreTest({ ...proof(job), isCheckOnly: true });
  expect(damaged.check).toMatchObject({
    succeeded: false,
    log: expect.stringMatching(/does not match|damaged|invalid/),
  });
  const brought = await restoreTest({ ...proof(job), isRestoreOnly: true });
  expect(brought.restore).toMatchObject({ succeeded: false });
  expect(toldNow()).toMatchObject([
    { kind: "check", succeeded: false },
    { kind: "restore", succeeded: false },
  ]);
  expect(readdirSync(scratchRoot)).toEqual([]);
});

test("a borg repository is read, checked and restored; a flipped byte is found", TIMEOUT, async () => {
  const { job } = borgRepository(saved);
  expect(await readBackups(saved.dataDirectory, [job])).toEqual([]);
  const [run] = toldNow();
  expect(run).toMatchObject({ kind: "run", slug: "files", tool: "borg", bytes: saved.bytes, files: saved.files });
  if (run?.kind !== "run") throw new Error("no run");
  expect(Math.abs((run.startedAt ?? 0) - Date.now())).toBeLessThan(3_600_000);
  expect(run.storedBytes).toBeGreaterThan(saved.bytes);

  const intact = await restoreTest(proof(job));
  expect(intact).toMatchObject({
    check: { succeeded: true, method: "borg check --verify-data" },
    restore: { succeeded: true, files: saved.files, bytes: saved.bytes },
  });
  expect(intact.restore?.evidence).toContain("the same SHA-256");

  const segment = biggestIn(join(job.repository, "data"));
  const bytes = readFileSync(segment);
  bytes.writeUInt8(bytes.readUInt8(60_000) ^ 1, 60_000);
  writeFileSync(segment, bytes);
  const damaged = await restoreTest(proof(job));
  expect(damaged).toMatchObject({ check: { succeeded: false }, restore: { succeeded: false } });
  toldNow();
});

function biggestIn(directory: string): string {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).map((name) => join(directory, name));
  const sized = files.map((path) => ({ path, stats: statSync(path) })).filter(({ stats }) => stats.isFile());
  return sized.toSorted((one, other) => other.stats.size - one.stats.size)[0]?.path ?? "";
}
