/**
 * `npm run platform`: the shop in tiers of two behind a balancer, on 127.0.0.1. PLATFORM_PORT (5080) and the eight ports after
 * it are taken; data, logs and configuration are in PLATFORM_DATA (.data/platform). Ctrl-C stops everything.
 */
import { join } from "node:path";

import { StartRefused } from "#db/start-refused.ts";
import { ROOT } from "../preflight.mjs";
import { startPlatform } from "./platform.ts";

const directory = process.env.PLATFORM_DATA || join(ROOT, ".data/platform");
const port = Number(process.env.PLATFORM_PORT || 5080);
try {
  const platform = await startPlatform(directory, port);
  for (const [name, { pid }] of platform.processes) console.log(`${name.padEnd(9)}│ pid ${pid}`);
  console.log(`\nPOPGOM is open at ${platform.url}. Kill one of two and it stays open. Ctrl-C stops everything.`);
  let isEnding = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, async () => {
      if (isEnding) return;
      isEnding = true;
      console.log("\nStopping …");
      await platform.stop();
      process.exit(0);
    });
  }
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  console.error(error.message);
  process.exit(1);
}
