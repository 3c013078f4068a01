import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RowDataPacket } from "mysql2/promise";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { type EmbeddedDatabase, startEmbedded } from "#db/embedded.ts";
import { isAlive } from "#db/processes.ts";
import { requireRoom } from "#db/room.ts";

const SMALL = { bufferPoolMegabytes: 32, redoLogMegabytes: 8 };

let parent: string;
let directory: string;
let running: EmbeddedDatabase | undefined;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "timonerie-embedded-"));
  directory = join(parent, "mariadb");
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function start(): Promise<EmbeddedDatabase> {
  running = await startEmbedded({ directory, ...SMALL });
  return running;
}

async function rowsOf(database: EmbeddedDatabase): Promise<number> {
  const handle = openDatabase(database.url("harbour"));
  const [rows] = await handle.pool.query<RowDataPacket[]>("select count(*) as count from boats");
  await handle.close();
  return Number(rows[0]?.count);
}

test("a first start makes a data directory that only its owner reads, and durable commits", async () => {
  const database = await start();

  expect(database.start).toBe("first");
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(join(directory, "data")).mode & 0o777).toBe(0o700);

  await createDatabase(database.url("harbour"));
  const handle = openDatabase(database.url("harbour"));
  const [rows] = await handle.pool.query<RowDataPacket[]>(
    "select @@innodb_flush_log_at_trx_commit as flush, @@skip_networking as private, @@time_zone as zone",
  );
  expect(rows[0]).toMatchObject({ flush: 1, private: 1, zone: "+00:00" });
  await handle.pool.query("create table boats (id int primary key)");
  await handle.close();
});

test("what was committed is there after the server was killed (-9)", async () => {
  const first = await start();
  const handle = openDatabase(first.url("harbour"));
  await handle.pool.query("insert into boats values (1), (2), (3)");
  process.kill(first.pid, "SIGKILL");
  await first.gone;
  await handle.close();

  const second = await start();

  expect(second.start).toBe("again");
  expect(await rowsOf(second)).toBe(3);
});

test("a server that outlived its parent is taken over, and stopped in the end", async () => {
  const orphan = await start();

  const attached = await start();

  expect(attached).toMatchObject({ start: "attached", pid: orphan.pid });
  expect(await rowsOf(attached)).toBe(3);
  await attached.stop();
  expect(isAlive(orphan.pid)).toBe(false);
});

test("a server that outlived its parent and no longer answers is stopped and replaced", async () => {
  const orphan = await start();
  rmSync(join(directory, "run"), { recursive: true });

  const replaced = await start();

  expect(replaced.start).toBe("again");
  expect(replaced.pid).not.toBe(orphan.pid);
  expect(isAlive(orphan.pid)).toBe(false);
}, 30_000);

test("a stranger whose number stands in an old pid file is left alone", async () => {
  const stranger = spawn("sleep", ["60"]);
  writeFileSync(join(directory, "mariadbd.pid"), `${stranger.pid}\n`);

  const database = await start();

  expect(database.start).toBe("again");
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  stranger.kill();
});

test("a data directory too deep for a socket's path gets its socket elsewhere", async () => {
  directory = join(parent, "a-very-deep-directory".repeat(3), "another-very-deep-directory".repeat(2));
  mkdirSync(directory, { recursive: true });

  const database = await start();

  const socket = new URL(database.url("x")).searchParams.get("socket") ?? "";
  expect(socket.length).toBeLessThanOrEqual(107);
  expect(statSync(join(socket, "..")).mode & 0o777).toBe(0o700);
  await database.stop();
});

test("a disk with no room is refused in one line that says what to do", () => {
  expect(() => requireRoom(parent, Number.MAX_SAFE_INTEGER)).toThrow(
    /^No room for the database: \d+ MB free under .+ needed\. Free some, or set TIMONERIE_DATA to a directory on another disk\.$/,
  );
});
