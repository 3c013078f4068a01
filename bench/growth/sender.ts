/**
 * Many simulated machines, each pushing a snapshot every 10 s on a connection of its own: `sender URL FILE [--series N] [--replay N]`,
 * the file being a JSON list of { token, name, role, project }. One line of JSON a second on stdout says what was acknowledged.
 * Machines measure what one of some patterns says: making values would cost more than sending them.
 * `--replay N` first sends the last eleven minutes as fast as they are taken, N requests a machine: then the collector's code is
 * warm, and its memory holds what it holds after a day.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";

import { type BenchMachine, PATTERNS, simulated } from "../patterns.ts";
import { Line } from "./line.ts";
import { Readings } from "./readings.ts";

export interface Told {
  readonly acknowledged: number;
  readonly values: number;
  /** Refused, broken, or not sent because the answer before was still awaited. */
  readonly failed: number;
  /** Of this second's answers. */
  readonly medianMs: number;
  readonly p99Ms: number;
  /** False while the past is sent. */
  readonly isLive: boolean;
}

const INTERVAL_MS = IDLE_INTERVAL_SECONDS * 1_000;
/** Snapshots of a machine in the past that is replayed: more than the collector keeps in memory. */
const PAST = 66;
/** So many requests are on their way at once while the past is sent. */
const TOGETHER = 100;

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: { series: { type: "string" }, replay: { type: "string", default: "0" } },
});
const [url = "", file = ""] = positionals;
const fleet = JSON.parse(readFileSync(file, "utf8")) as (BenchMachine & { token: string })[];
const patterns = fleet
  .slice(0, PATTERNS)
  .map((machine) => new Readings(simulated(machine), given.series ? Number(given.series) : undefined));
const lines = fleet.map(({ token }) => new Line(new URL(url), token));
const declared = new Set<number>();
const nothing = { acknowledged: 0, values: 0, failed: 0 };
let told = { ...nothing };
let times: number[] = [];
let isLive = false;

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
setInterval(tell, 1_000);
if (Number(given.replay) > 0) await replay(Math.min(PAST, Number(given.replay)));
told = { ...nothing };
isLive = true;
fleet.forEach((_machine, index) => {
  const place = (index * INTERVAL_MS) / fleet.length;
  setTimeout(() => {
    void push(index, [Date.now()]);
    setInterval(() => void push(index, [Date.now()]), INTERVAL_MS);
  }, place);
});

/** The oldest snapshots go in each machine's first request, the others one by one, all machines in turn. */
async function replay(requests: number): Promise<void> {
  const end = Date.now();
  const ats = Array.from({ length: PAST }, (_one, tick) => end - (PAST - tick) * INTERVAL_MS);
  const first = PAST - requests + 1;
  for (const some of [ats.slice(0, first), ...ats.slice(first).map((at) => [at])]) {
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < fleet.length; index = next++) await push(index, some);
    };
    await Promise.all(Array.from({ length: TOGETHER }, worker));
  }
}

async function push(index: number, ats: readonly number[]): Promise<void> {
  const [line, readings] = [lines[index], patterns[index % patterns.length]];
  if (!line || !readings || line.isBusy) {
    told.failed += 1;
    return;
  }
  const snapshots = ats.map((at) => readings.snapshot(at));
  const { status, ms } = await line.push(readings.body(snapshots, { isDeclared: declared.has(index) }));
  if (status !== 200) {
    told.failed += 1;
    return;
  }
  declared.add(index);
  times.push(ms);
  told.acknowledged += 1;
  told.values += readings.schema.series.length * ats.length;
}

function tell(): void {
  const sorted = times.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  console.log(JSON.stringify({ ...told, medianMs: at(0.5), p99Ms: at(0.99), isLive } satisfies Told));
  told = { ...nothing };
  times = [];
}
