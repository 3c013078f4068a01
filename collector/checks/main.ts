import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { openDatabase } from "#db/client.server.ts";

import { collectorDesk, databaseDesk } from "./desks.ts";
import { lookBy } from "./look.ts";
import { type Desk, Probe } from "./probe.ts";

const TURN_MS = 250;
const READ_EVERY_MS = 3_000;

/**
 * The probe's program: a process of its own, since a browser never lives in the collector. Without arguments it stands beside the
 * database (DATABASE_URL); with `--url` and `--token-file` it brings what it finds to a collector.
 */
async function main(): Promise<void> {
  const { desk, close } = openDesk();
  const data = process.env.TIMONERIE_DATA || ".data";
  const probe = new Probe(desk, lookBy({ data, shopSecret: process.env.TIMONERIE_SHOP_SECRET ?? "" }));
  let isEnding = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => (isEnding = true));

  console.log("probe ready");
  let readAt = 0;
  let isTold = false;
  while (!isEnding) {
    try {
      if (Date.now() - readAt >= READ_EVERY_MS) {
        await probe.readChecks();
        readAt = Date.now();
      }
      await probe.bring();
      isTold = false;
    } catch (error) {
      // Looking goes on meanwhile: what is found waits until it can be brought.
      if (!isTold) console.error("the probe's desk does not answer:", error instanceof Error ? error.message : error);
      isTold = true;
      readAt = Date.now();
    }
    probe.begin();
    await new Promise((wake) => setTimeout(wake, TURN_MS));
  }
  await Promise.race([probe.end().catch(() => undefined), new Promise((wake) => setTimeout(wake, 10_000))]);
  await close();
  process.exit(0);
}

function openDesk(): { desk: Desk; close(): Promise<void> } {
  const { values } = parseArgs({ options: { url: { type: "string" }, "token-file": { type: "string" } } });
  if (values.url) {
    if (!values["token-file"]) throw new Error("timonerie probe --url URL --token-file FILE: the file is missing.");
    const token = readFileSync(values["token-file"], "utf8").trim();
    return { desk: collectorDesk(values.url.replace(/\/+$/, ""), token), close: async () => {} };
  }
  if (!process.env.DATABASE_URL) throw new Error("DATABASE_URL is not set: start the programs by npm start.");
  const { db, close } = openDatabase(process.env.DATABASE_URL, 2);
  return { desk: databaseDesk(db), close };
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
