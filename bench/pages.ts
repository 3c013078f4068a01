/**
 * Server time of every page and API route of the extranet at 1,000 machines of 40 clients with thirteen months of history,
 * signed in as an administrator, a project manager and a client's administrator: the p95 of a round, median of three rounds.
 * `npm run bench:pages [-- --machines N] [--requests N] [--only TEXT] [--json FILE]`
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";
import { cpuMsOf } from "./cost.ts";
import { writeFleet } from "./growth/fleet.ts";
import { loadHistory } from "./history.ts";
import { type Address, addresses } from "./pages/addresses.ts";
import { ask } from "./pages/asking.ts";
import { signIn, startStack } from "./stack.ts";
import { seedBenchWorld } from "./world.ts";

const { values: given } = parseArgs({
  options: {
    machines: { type: "string", default: "1000" },
    requests: { type: "string", default: "20" },
    only: { type: "string", default: "" },
    json: { type: "string" },
  },
});
const MACHINES = Number(given.machines);
const REQUESTS_A_ROUND = Number(given.requests);
const ROUNDS = 3;
const WARM_UP_REQUESTS = 3;
const AIM_MS = 150;
const CALLERS = ["admin", "pm", "clientAdmin"] as const;

interface Measured extends Address {
  readonly caller: (typeof CALLERS)[number];
  readonly cookie: string;
  readonly status: number;
  bytes: number;
  readonly rounds: { readonly median: number; readonly p95: number; readonly cpu: number }[];
}

// Before anything is filled: an address that cannot be made ends the run at once.
const known = (await addresses()).filter(({ path }) => path.includes(given.only));
const now = Date.now();
let fleet = "";
const stack = await startStack(
  async ({ handle, data }) => {
    const machines = await seedBenchWorld(handle, { machines: MACHINES, clients: 40 }, now);
    await loadHistory(handle.pool, machines, now);
    fleet = await writeFleet(handle.pool, machines, data);
  },
  { bufferPoolMegabytes: 1_024 },
);
try {
  // The machines speak meanwhile: a wall of silent ones is another page.
  await stack.start("bench/growth/sender.ts", [stack.collectorUrl, fleet]);
  await new Promise((wake) => setTimeout(wake, IDLE_INTERVAL_SECONDS * 1_000));
  const { measured, unanswered } = await warmedUp();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of measured) await measure(one);
  }
  report(measured, unanswered);
} finally {
  await stack.stop();
}

/** Whom each address answers, asked some times before anything counts. */
async function warmedUp(): Promise<{ measured: Measured[]; unanswered: string[] }> {
  const measured: Measured[] = [];
  for (const caller of CALLERS) {
    const cookie = await signIn(stack.extranetUrl, DEMO_PEOPLE[caller].email);
    for (const address of known) {
      let last = await ask(stack.extranetUrl + address.path, { cookie });
      for (let count = 1; count < WARM_UP_REQUESTS; count += 1)
        last = await ask(stack.extranetUrl + address.path, { cookie });
      const { status, bytes } = last;
      if (status >= 500) throw new Error(`${address.path} answers ${status} to ${caller}`);
      if (status < 400) measured.push({ ...address, caller, cookie, status, bytes, rounds: [] });
    }
  }
  const answered = new Set(measured.map(({ path }) => path));
  return { measured, unanswered: known.flatMap(({ path }) => (answered.has(path) ? [] : [path])) };
}

async function measure(one: Measured): Promise<void> {
  const times: number[] = [];
  const spent = cpuMsOf(stack.extranetPid) + cpuMsOf(stack.databasePid);
  for (let count = 0; count < REQUESTS_A_ROUND; count += 1) {
    const { ms, bytes } = await ask(stack.extranetUrl + one.path, { cookie: one.cookie });
    times.push(ms);
    one.bytes = bytes;
  }
  const cpu = (cpuMsOf(stack.extranetPid) + cpuMsOf(stack.databasePid) - spent) / REQUESTS_A_ROUND;
  times.sort((a, b) => a - b);
  one.rounds.push({ median: quantile(times, 0.5), p95: quantile(times, 0.95), cpu });
}

function report(measured: readonly Measured[], unanswered: readonly string[]): void {
  const rows = measured
    .map(({ path, caller, status, bytes, rounds }) => ({
      path,
      caller,
      status,
      kilobytes: Math.round(bytes / 1_000),
      // Of extranet and database, what they do beside it included: steady where the machine is not idle.
      cpuMs: rounded(middle(rounds.map(({ cpu }) => cpu))),
      medianMs: rounded(middle(rounds.map(({ median }) => median))),
      p95Ms: rounded(middle(rounds.map(({ p95 }) => p95))),
    }))
    .sort((one, other) => other.p95Ms - one.p95Ms);
  console.table(rows);
  // Pages of one-time links and of nothing: their refusals are quick or they would be in the table.
  console.log(`answered nobody: ${unanswered.join(" ")}`);
  const slow = rows.filter(({ p95Ms }) => p95Ms >= AIM_MS);
  console.log(
    `aim: p95 under ${AIM_MS} ms: ${slow.length === 0 ? "met" : `MISSED by ${slow.length} of ${rows.length}`}`,
  );
  if (given.json) writeFileSync(given.json, JSON.stringify({ machines: MACHINES, aimMs: AIM_MS, rows }, null, 1));
}

function middle(list: readonly number[]): number {
  return quantile(
    [...list].sort((a, b) => a - b),
    0.5,
  );
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
