/**
 * `npm run platform`: the shop in tiers of two behind a balancer, on 127.0.0.1. PLATFORM_PORT (5080) and the eight ports after
 * it are taken; data, logs and configuration are in PLATFORM_DATA (.data/platform). Ctrl-C stops everything, at any moment.
 */
import { join } from "node:path";

import { StartRefused } from "#db/start-refused.ts";
import { preflight, Refused, ROOT } from "../preflight.mjs";
import { startPlatform } from "./platform.ts";
import { readFirstPort } from "./ports.ts";

async function main(signal: AbortSignal): Promise<void> {
  preflight();
  const directory = process.env.PLATFORM_DATA || join(ROOT, ".data/platform");
  const platform = await startPlatform(directory, readFirstPort(process.env.PLATFORM_PORT), { signal });
  for (const [name, { pid }] of [...platform.processes].toSorted(([one], [other]) => one.localeCompare(other))) {
    console.log(`${name.padEnd(9)}│ pid ${pid}`);
  }
  console.log(`\nPOPGOM is open at ${platform.url}. Kill one of two and it stays open. Ctrl-C stops everything.`);
  if (!signal.aborted) await new Promise((ended) => signal.addEventListener("abort", ended, { once: true }));
  await platform.stop();
}

const ending = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    if (!ending.signal.aborted) console.log("\nStopping …");
    ending.abort();
  });
}
// A terminal that was closed takes no more lines, and what was started is still to be stopped.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main(ending.signal).then(
  () => process.exit(0),
  (error) => {
    if (ending.signal.aborted) process.exit(0);
    const isExpected = error instanceof StartRefused || error instanceof Refused;
    console.error(isExpected ? error.message : error);
    process.exit(1);
  },
);
