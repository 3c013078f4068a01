import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { schemaOf } from "#agent/sample.ts";
import { Spool, type SpoolLimits } from "#agent/spool.ts";
import { summaryOf } from "#agent/spool-frames.ts";
import { sampleAt } from "./samples.ts";

const KILLS = process.env.TIMONERIE_LONG ? 100 : 5;

let directory: string;
let now: number;
const LIMITS: SpoolLimits = { bytes: 1_000_000, ageMs: 7 * 24 * 3_600_000, segmentBytes: 2_000 };
const open = (limits: Partial<SpoolLimits> = {}) => new Spool(directory, () => now, { ...LIMITS, ...limits });
const segments = () =>
  readdirSync(directory)
    .filter((name) => name.endsWith(".spool"))
    .sort();

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "timonerie-spool-"));
  now = 1_000_000;
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Every waiting sample, in the order in which the spool gives them out; all are settled. */
function drained(spool: Spool, limit = 500): number[] {
  const instants: number[] = [];
  for (let batch = spool.next(limit); batch; batch = spool.next(limit)) {
    instants.push(...batch.snapshots.map(([at]) => at));
    spool.settle(batch);
  }
  return instants;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_one, index) => from + index);

test("a sample that is acknowledged leaves nothing behind", () => {
  const spool = open();
  for (const at of range(1, 50)) {
    spool.append(sampleAt(at));
    expect(drained(spool)).toEqual([at]);
    expect(spool.size).toBe(0);
  }
  expect(segments()).toHaveLength(1);
  spool.close();
  expect(drained(open())).toEqual([]);
});

test("what was not acknowledged is there after a restart, oldest first", () => {
  const spool = open();
  for (const at of range(1, 500)) spool.append(sampleAt(at));
  expect(spool.size).toBe(500);
  const reopened = open();
  expect(reopened.size).toBe(500);
  expect(drained(reopened)).toEqual(range(1, 500));
  expect(segments()).toEqual([]);
});

test("live samples go before old ones, and nothing is given out twice in one run", () => {
  open().append(sampleAt(1));
  const spool = open();
  for (const at of range(100, 300)) spool.append(sampleAt(at));
  const instants = drained(spool, 50);
  expect(instants.slice(0, 50)).toEqual(range(251, 300));
  expect(new Set(instants)).toEqual(new Set([1, ...range(100, 300)]));
});

test("a batch holds samples of one schema only", () => {
  const other = schemaOf(["uptime_seconds"]);
  const spool = open();
  for (const at of [1, 2]) spool.append(sampleAt(at));
  for (const at of [3, 4]) spool.append(sampleAt(at, other));
  const reopened = open();
  expect(reopened.next(500)?.snapshots.map(([at]) => at)).toEqual([1, 2]);
  expect(drained(reopened)).toEqual([1, 2, 3, 4]);
});

test("a torn tail is cut off at every byte, and the samples before it are kept", () => {
  const spool = open();
  for (const at of range(1, 10)) spool.append(sampleAt(at));
  const path = join(directory, segments()[0] ?? "");
  const whole = readFileSync(path);
  for (let bytes = whole.length - 1; bytes > 0; bytes -= 7) {
    writeFileSync(path, whole.subarray(0, bytes));
    const reopened = open();
    const instants = drained(reopened);
    expect(instants).toEqual(range(1, instants.length));
    expect(instants.length).toBeLessThan(10);
    reopened.close();
  }
});

test.each([
  ["zeros, as after a power cut", Buffer.alloc(4_096)],
  ["noise", Buffer.from("\xff\x00\x01\x02garbage of a disk", "latin1")],
  ["a frame with a wrong sum", Buffer.from([0, 0, 0, 2, 1, 2, 3, 4, 86, 48])],
])("%s at the end is cut off, and what is written after it is read", (_what, garbage) => {
  const spool = open();
  spool.append(sampleAt(1));
  spool.close();
  const path = join(directory, segments()[0] ?? "");
  const { size } = statSync(path);
  appendFileSync(path, garbage);
  const reopened = open();
  expect(statSync(path).size).toBe(size);
  reopened.append(sampleAt(2));
  expect(drained(open())).toEqual([1, 2]);
});

test("an empty file and a file of another name do no harm", () => {
  writeFileSync(join(directory, "000000007.spool"), "");
  writeFileSync(join(directory, "notes.txt"), "hello");
  const spool = open();
  spool.append(sampleAt(1));
  expect(segments()).toEqual(["000000008.spool"]);
});

test("above its size the spool drops the oldest and counts them, also over a restart", () => {
  const spool = open({ bytes: 10_000 });
  for (const at of range(1, 1_000)) spool.append(sampleAt(at));
  const sum = spool.dropped.sum;
  expect(sum?.from).toBe(1);
  const total = segments().reduce((bytes, name) => bytes + statSync(join(directory, name)).size, 0);
  expect(total).toBeLessThanOrEqual(10_000 + 200);

  const reopened = open({ bytes: 10_000 });
  expect(reopened.dropped.sum).toEqual(sum);
  const kept = drained(reopened);
  expect(kept).toEqual(range((sum?.to ?? 0) + 1, 1_000));
  expect(kept.length + (sum?.count ?? 0)).toBe(1_000);
});

test("samples older than the limit are dropped and counted", () => {
  const spool = open({ ageMs: 100_000 });
  for (const at of range(1, 100)) spool.append(sampleAt(at * 1_000));
  now = 300_000;
  spool.append(sampleAt(300_000));
  const old = spool.dropped.sum;
  expect(old?.from).toBe(1_000);
  expect(drained(spool).length + (old?.count ?? 0)).toBe(101);
});

test("what the collector was told of is not told again, what was dropped meanwhile is", () => {
  const { dropped } = open();
  dropped.add(5, 100, 200);
  const told = dropped.sum;
  dropped.add(2, 210, 220);
  if (told) dropped.forget(told);
  expect(dropped.sum).toEqual({ count: 2, from: 200, to: 220 });
  dropped.forget({ count: 2, from: 200, to: 220 });
  expect(dropped.sum).toBeUndefined();
});

test("with no room to write, samples wait in memory, and go to the disk when there is room", () => {
  const spool = open();
  rmSync(directory, { recursive: true });
  writeFileSync(directory, "a file where the directory was: nothing can be written");
  for (const at of range(1, 10)) spool.append(sampleAt(at));
  expect(spool.diskProblem).toMatch(/ENOTDIR|EEXIST/);
  expect(spool.next(500)?.snapshots).toHaveLength(10);

  rmSync(directory);
  spool.append(sampleAt(11));
  expect(spool.diskProblem).toBeUndefined();
  expect(drained(open())).toEqual(range(1, 11));
});

test("with no room for long, the oldest in memory are dropped and counted", () => {
  const spool = open();
  rmSync(directory, { recursive: true });
  writeFileSync(directory, "");
  for (const at of range(1, 400)) spool.append(sampleAt(at));
  expect(spool.dropped.sum).toEqual({ count: 40, from: 1, to: 40 });
  rmSync(directory);
  expect(drained(spool).sort((a, b) => a - b)).toEqual(range(41, 400));
});

test("a write that stops half-way is cut off, and nothing is lost", async () => {
  // No file may pass 8 blocks of 512 bytes: the kernel then writes a part of the frame and refuses the rest.
  const filler = fileURLToPath(new URL("spool-filler.ts", import.meta.url));
  const command = 'ulimit -f 8; exec "$0" --import tsx "$1" "$2"';
  const child = spawn("dash", ["-c", command, process.execPath, filler, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  await new Promise((resolve) => child.once("close", resolve));
  expect(JSON.parse(said)).toEqual({ size: 400, problems: expect.any(Number) });
  expect(JSON.parse(said).problems).toBeGreaterThan(0);
  for (const name of segments()) {
    const bytes = readFileSync(join(directory, name));
    expect(summaryOf(bytes).soundBytes).toBe(bytes.length);
  }
  expect(new Set(drained(open()))).toEqual(new Set(range(1, 400)));
});

test(`kill -9 loses no spooled sample, ${KILLS} times (D2)`, { timeout: KILLS * 12_000 }, async () => {
  const writer = fileURLToPath(new URL("spool-writer.ts", import.meta.url));
  const ledger = join(directory, "ledger.txt");
  for (let round = 1; round <= KILLS; round += 1) {
    writeFileSync(ledger, "");
    const spoolDirectory = join(directory, `spool-${round % 2}`);
    const child = spawn(process.execPath, ["--import", "tsx", writer, spoolDirectory, ledger], { stdio: "inherit" });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const enough = 2_000 + Math.random() * 30_000;
    while (statSync(ledger).size < enough) await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill("SIGKILL");
    await ended;

    const said = readFileSync(ledger, "utf8");
    const spooled = [...said.matchAll(/^spooled (\d+)$/gm)].map(([, at]) => Number(at));
    const acknowledged = new Set([...said.matchAll(/^acknowledged (\d+)$/gm)].map(([, at]) => Number(at)));
    const found = new Set(drained(new Spool(spoolDirectory, () => now, { ...LIMITS, ageMs: 1e15, bytes: 1e9 })));
    expect(spooled.length).toBeGreaterThan(50);
    expect(acknowledged.size).toBeGreaterThan(10);
    expect(spooled.filter((at) => !found.has(at) && !acknowledged.has(at))).toEqual([]);
  }
});
