/**
 * Server time of every page and API route of the extranet at 1,000 machines of 40 clients with thirteen months of history,
 * asked by an administrator, a project manager and a client's administrator: the p95 of a round, median of three rounds.
 * `npm run bench:pages [-- --short] [--machines N] [--requests N] [--rounds N] [--only TEXT] [--json FILE]`; `--short` is one
 * round of few requests, to find the worst. Each round ends with the worst so far: a run that is cut has told what it found until then.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import { writeFleet } from "./growth/fleet.ts";
import { loadHistory } from "./history.ts";
import { addresses } from "./pages/addresses.ts";
import { apiAddresses } from "./pages/api-addresses.ts";
import { callers } from "./pages/callers.ts";
import { Measured, type Row } from "./pages/measured.ts";
import { tableOf } from "./pages/table.ts";
import { startStack } from "./stack.ts";
import { seedBenchWorld } from "./world.ts";

const { values: given } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    machines: { type: "string", default: "1000" },
    requests: { type: "string" },
    rounds: { type: "string" },
    only: { type: "string", default: "" },
    json: { type: "string" },
  },
});
const MACHINES = Number(given.machines);
const REQUESTS_A_ROUND = Number(given.requests ?? (given.short ? 3 : 8));
const ROUNDS = Number(given.rounds ?? (given.short ? 1 : 3));
const WARM_UP_REQUESTS = given.short ? 2 : 3;
const AIM_MS = 150;
const WORST_SHOWN = 25;

const began = performance.now();
const now = Date.now();
// Before anything is filled: an address that cannot be made ends the run at once.
const known = [...(await addresses()), ...apiAddresses(now)].filter(({ path }) => path.includes(given.only));
let fleet = "";
const stack = await startStack(
  async ({ handle, data }) => {
    const machines = await seedBenchWorld(handle, { machines: MACHINES, clients: 40 }, now);
    tell(`${machines.length} machines`);
    await loadHistory(handle.pool, machines, now);
    tell("thirteen months of history");
    fleet = await writeFleet(handle.pool, machines, data);
  },
  {
    bufferPoolMegabytes: 1_024,
    redoLogMegabytes: 1_024,
    env: { TIMONERIE_API_REQUESTS_PER_SECOND: "100000" },
  },
);
try {
  // The machines speak meanwhile: a wall of silent ones is another page.
  await stack.start("bench/growth/sender.ts", [stack.collectorUrl, fleet]);
  await new Promise((wake) => setTimeout(wake, IDLE_INTERVAL_SECONDS * 1_000));
  const { measured, unanswered } = await warmedUp();
  tell(`${measured.length} addresses warm`);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const one of measured) await one.measure(REQUESTS_A_ROUND);
    const rows = measured.map((one) => one.row);
    rows.sort((one, other) => other.p95Ms - one.p95Ms);
    tell(`round ${round} of ${ROUNDS}`);
    console.log(tableOf(round === ROUNDS ? rows : rows.slice(0, WORST_SHOWN)));
    if (round === ROUNDS) conclude(rows, unanswered);
  }
} finally {
  await stack.stop();
}

/** Whom each address answers, asked some times before anything counts. */
async function warmedUp(): Promise<{ measured: Measured[]; unanswered: string[] }> {
  const measured: Measured[] = [];
  for (const caller of await callers(stack.extranetUrl, stack.handle)) {
    for (const address of known) {
      const one = new Measured(stack, address, caller);
      await one.warmUp(1);
      if (one.status >= 400) continue;
      await one.warmUp(WARM_UP_REQUESTS - 1);
      measured.push(one);
    }
    tell(`${measured.length} addresses, ${caller.name} included`);
  }
  const answered = new Set(measured.map(({ address }) => address.path));
  return { measured, unanswered: known.flatMap(({ path }) => (answered.has(path) ? [] : [path])) };
}

function conclude(rows: readonly Row[], unanswered: readonly string[]): void {
  // Pages of one-time links and of nothing: their refusals are quick or they would be in the table.
  console.log(`answered nobody: ${unanswered.join(" ")}`);
  const slow = rows.filter(({ p95Ms }) => p95Ms >= AIM_MS);
  console.log(
    `aim: p95 under ${AIM_MS} ms: ${slow.length === 0 ? "met" : `MISSED by ${slow.length} of ${rows.length}`}`,
  );
  if (given.json) writeFileSync(given.json, JSON.stringify({ machines: MACHINES, aimMs: AIM_MS, rows }, null, 1));
}

function tell(what: string): void {
  console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s: ${what}`);
}
