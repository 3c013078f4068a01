import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { Outbox } from "#agent/backups/outbox.ts";
import { tellBackups } from "#agent/backups/run.ts";
import type { BackupsBody, RunWord } from "#collector/protocol/backups.ts";
import { ManualClock } from "#tests/agent/manual-clock.ts";

let dataDirectory: string;
let clock: ManualClock;
let stop: (() => void) | undefined;
let status: number;
let readings: number;
let problem: string;
const kept: string[] = [];
const lines: string[] = [];

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), "timonerie-told-"));
  writeFileSync(join(dataDirectory, "backups.json"), "{}");
  clock = new ManualClock();
  [status, readings, problem] = [200, 0, ""];
  kept.length = 0;
  lines.length = 0;
});
afterEach(() => {
  stop?.();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function start() {
  const telling = tellBackups({
    ...{ dataDirectory, clock, log: (line: string) => lines.push(line) },
    read: () => {
      readings += 1;
      return { done: Promise.resolve(problem), stop() {} };
    },
    post: async (_path, body) => {
      const words = (body as BackupsBody).told;
      const isBad = words.some((word) => word.slug === "bad");
      const answered = status === 200 && isBad ? 400 : status;
      if (answered === 200) kept.push(...words.map((word) => (word as RunWord).runKey));
      return { status: answered, body: answered === 200 ? JSON.stringify({ kept: words.length, refused: [] }) : "{}" };
    },
  });
  stop = telling.stop;
  await clock.advance(0);
  return telling;
}

function put(runKey: string, slug = "db-1"): void {
  const word: RunWord = { kind: "run", slug, tool: "restic", runKey, succeeded: true, endedAt: clock.now() };
  new Outbox(dataDirectory).put(word);
}

const waiting = () => new Outbox(dataDirectory).next(100, 1e9).length;

test("what the collector could not take waits on disk, for this agent and for the next one", async () => {
  status = 503;
  put("a");
  await start();
  await clock.advance(600_000);
  put("b");
  put("b");
  stop?.();
  expect([kept, waiting()]).toEqual([[], 2]);
  expect(lines).toEqual(["backups not told, kept: status 503"]);

  await start();
  await clock.advance(120_000);
  status = 200;
  await clock.advance(61_000);
  expect([kept.toSorted(), waiting()]).toEqual([["a", "b"], 0]);
});

test("a word that will never be taken goes alone, and the others' way is free", async () => {
  for (const key of ["a", "b", "c"]) put(key, key === "b" ? "bad" : "db-1");
  await start();
  await clock.advance(1_000);
  expect([kept.toSorted(), waiting()]).toEqual([["a", "c"], 0]);
  expect(lines).toEqual([expect.stringContaining("given up")]);
});

test("a token that is refused is tried every five minutes, and repositories are read as seldom", async () => {
  status = 401;
  put("a");
  await start();
  await clock.advance(299_000);
  status = 200;
  expect(kept).toEqual([]);
  await clock.advance(2_000);
  expect(kept).toEqual(["a"]);
  await clock.advance(3_200_000);
  expect(readings).toBe(12);
});

test("a job that cannot be read is told as a reading that fails, until it can", async () => {
  problem = "db-1: wrong password";
  const { sensor } = await start();
  await clock.advance(1_000);
  expect(() => sensor.read(0)).toThrow("wrong password");
  problem = "";
  await clock.advance(301_000);
  expect(sensor.read(0)).toEqual(new Map());
});

test("a machine without backups to read starts nothing and writes nothing", async () => {
  rmSync(join(dataDirectory, "backups.json"));
  await start();
  await clock.advance(900_000);
  expect(readings).toBe(0);
  expect(existsSync(dataDirectory) && readdirSync(dataDirectory)).toEqual([]);
});
