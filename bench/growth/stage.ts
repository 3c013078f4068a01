import { readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";

import { cpuMsOf, residentMb } from "../cost.ts";
import { type BenchStack, startStack } from "../stack.ts";
import { seedBenchWorld } from "../world.ts";
import { writeFleet } from "./fleet.ts";
import { sealingUs, waitForSealing } from "./sealing.ts";
import type { Told } from "./sender.ts";

export interface Cost {
  readonly machines: number;
  readonly pushesPerSecond: number;
  readonly valuesPerSecond: number;
  readonly failed: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Percent of one core. */
  readonly collectorPercent: number;
  readonly databasePercent: number;
  /** Of collector and database: what sealing every ten minutes comes to. Not in the two before. */
  readonly sealingPercent: number;
  readonly collectorMb: number;
  readonly databaseMb: number;
}

/** After the replay: connections are spread over their interval, and what the flood left is collected. */
const SETTLE_SECONDS = 25;
const SERIES = 40;
/** Of the replay: code is compiled long before, and ten thousand machines take no longer than a thousand. */
const REPLAYED_REQUESTS = 60_000;
const REPLAY_WITHIN_MS = 300_000;
/** A snapshot a machine is made every 10 s: so many share the cost of a second. */
const INTERVAL_SECONDS = 10;

/** A fresh database and collector with so many machines, warmed up, then measured for so long at their true rate. */
export async function costOf(machines: number, seconds: number, say: (what: string) => void): Promise<Cost> {
  let fleet = "";
  say("making the world");
  const stack = await startStack(
    async ({ handle, data }) => {
      const clients = Math.max(3, Math.round(machines / 25));
      const world = await seedBenchWorld(handle, { machines, clients, withYear: false }, Date.now());
      fleet = await writeFleet(handle.pool, world, data);
    },
    { extranet: false, bufferPoolMegabytes: 512 },
  );
  try {
    const told: Told[] = [];
    readFeed(stack);
    const replayed = String(Math.ceil(REPLAYED_REQUESTS / machines));
    say("replaying the last eleven minutes");
    const args = [stack.collectorUrl, fleet, "--series", String(SERIES), "--replay", replayed];
    const sender = await stack.start("bench/growth/sender.ts", args, {
      said: (line) => told.push(JSON.parse(line) as Told),
    });
    await live(told);
    const settle = SETTLE_SECONDS + waitForSealing(seconds, Date.now() + SETTLE_SECONDS * 1_000) / 1_000;
    say(`at the true rate; measuring in ${Math.round(settle)} s`);
    await pause(settle);
    const cost = await measure(stack, told, seconds);
    sender.kill("SIGTERM");
    say("sealing, in this process");
    const perSnapshot = await sealingUs(stack.handle.pool, stack.databasePid);
    return { machines, ...cost, sealingPercent: rounded((perSnapshot * machines) / INTERVAL_SECONDS / 1e4) };
  } finally {
    await stack.stop();
  }
}

/** As the extranet does: what is written to it is part of what a collector does. */
function readFeed({ collectorUrl, data }: BenchStack): void {
  const secret = readFileSync(join(data, "internal.secret"), "utf8");
  const asked = get(`${collectorUrl}/internal/feed`, { headers: { authorization: `Bearer ${secret}` } }, (feed) => {
    if (feed.statusCode !== 200) throw new Error(`The feed answers ${feed.statusCode}`);
    // It breaks off when the collector ends.
    feed.on("error", () => undefined).resume();
  });
  asked.on("error", () => undefined);
}

async function measure(stack: BenchStack, told: Told[], count: number) {
  told.length = 0;
  const before = {
    collector: cpuMsOf(stack.collectorPid),
    database: cpuMsOf(stack.databasePid),
    at: performance.now(),
  };
  await pause(count);
  const elapsed = performance.now() - before.at;
  const sum = (of: (one: Told) => number) => told.reduce((total, one) => total + of(one), 0);
  const median = (of: (one: Told) => number) =>
    told.map(of).sort((one, other) => one - other)[told.length >> 1] ?? Number.NaN;
  const perSecond = (total: number) => Math.round((total * 1_000) / elapsed);
  return {
    pushesPerSecond: perSecond(sum(({ acknowledged }) => acknowledged)),
    valuesPerSecond: perSecond(sum(({ values }) => values)),
    failed: sum(({ failed }) => failed),
    medianMs: rounded(median(({ medianMs }) => medianMs)),
    p99Ms: rounded(median(({ p99Ms }) => p99Ms)),
    collectorPercent: rounded((100 * (cpuMsOf(stack.collectorPid) - before.collector)) / elapsed),
    databasePercent: rounded((100 * (cpuMsOf(stack.databasePid) - before.database)) / elapsed),
    collectorMb: Math.round(residentMb(stack.collectorPid)),
    databaseMb: Math.round(residentMb(stack.databasePid)),
  };
}

/** Waits until the sender has sent the past. */
async function live(told: readonly Told[]): Promise<void> {
  const deadline = Date.now() + REPLAY_WITHIN_MS;
  while (!told.at(-1)?.isLive) {
    if (Date.now() > deadline) throw new Error(`The last minutes were not taken within ${REPLAY_WITHIN_MS / 1_000} s`);
    await pause(0.2);
  }
}

function pause(seconds: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, seconds * 1_000));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
