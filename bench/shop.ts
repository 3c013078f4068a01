/**
 * The storefront under 200 virtual shoppers for a minute: `npm run bench:shop [-- --shoppers N] [--seconds N]`. Each visits as
 * the demo's shoppers do, reads a page for one to three seconds, and comes again. Prints requests, 5xx and p50, p95, p99 by
 * page class. Aims: no 5xx, no request without an answer, p95 under 300 ms. Ends with 1 where one is missed.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { createDatabase } from "#db/create.ts";
import { startEmbedded } from "#db/embedded.ts";
import { stopProcess } from "#db/processes.ts";
import { seededNumbers } from "#storefront/centres/seeded.ts";
import { pageClassOf } from "#storefront/figures/page-class.ts";
import { type Reached, shop } from "#storefront/shoppers/shopper.ts";
import { type Asked, Visitor } from "#storefront/shoppers/visitor.ts";
import { build } from "../bin/build.mjs";
import { ROOT } from "../bin/preflight.mjs";

const { values: given } = parseArgs({
  options: { shoppers: { type: "string", default: "200" }, seconds: { type: "string", default: "60" } },
});
const SHOPPERS = Number(given.shoppers);
const LASTS_MS = Number(given.seconds) * 1_000;
const AIM_P95_MS = 300;
const READS_MS = { least: 1_000, more: 2_000 };

await build();
const directory = mkdtempSync(join(tmpdir(), "bench-shop-"));
const database = await startEmbedded({ directory });
const port = 20_000 + Math.floor(Math.random() * 10_000);
const url = `http://127.0.0.1:${port}`;
await createDatabase(database.url("popgom_shop"));
const program = spawn(process.execPath, [join(ROOT, "build/shop.js")], {
  env: {
    ...process.env,
    NODE_ENV: "production",
    SHOP_DATABASE_URL: database.url("popgom_shop"),
    SHOP_PORT: String(port),
    SHOP_SECRET: randomBytes(24).toString("hex"),
  },
  stdio: ["ignore", "ignore", "inherit"],
});
try {
  await opened();
  const asked: Asked[] = [];
  const visits = new Map<Reached, number>();
  const until = Date.now() + LASTS_MS;
  await Promise.all(Array.from({ length: SHOPPERS }, (_, shopper) => shopAgain(shopper, until, asked, visits)));
  conclude(asked, visits);
} finally {
  if (program.pid !== undefined) await stopProcess(program.pid, 15_000);
  await database.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function opened(): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const home = await fetch(url).catch(() => undefined);
    if (home?.status === 200) return;
    if (home || program.exitCode !== null) break;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`The shop shows no home page at ${url}.`);
}

/** Visits one after the other; the first begins within the first reading time, so that not all come at one instant. */
async function shopAgain(shopper: number, until: number, asked: Asked[], visits: Map<Reached, number>): Promise<void> {
  const random = seededNumbers(shopper);
  const think = async () => {
    const reads = READS_MS.least + random() * READS_MS.more;
    await new Promise((wake) => setTimeout(wake, Math.max(0, Math.min(reads, until - Date.now()))));
  };
  await new Promise((wake) => setTimeout(wake, random() * READS_MS.more));
  while (Date.now() < until) {
    const reached = await shop(new Visitor(url, (one) => asked.push(one)), { random, think });
    visits.set(reached, (visits.get(reached) ?? 0) + 1);
    await think();
  }
}

function conclude(asked: readonly Asked[], visits: ReadonlyMap<Reached, number>): void {
  const failed = asked.filter(({ status }) => status === 0 || status >= 500).length;
  const byPage = grouped(asked);
  console.log("page        requests      p50      p95      p99  (ms)");
  for (const [page, ofPage] of [...byPage, ["all", asked] as const]) {
    const sorted = ofPage.map(({ durationMs }) => durationMs).sort((one, other) => one - other);
    const columns = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(1).padStart(8));
    console.log(`${page.padEnd(10)}${String(ofPage.length).padStart(10)} ${columns.join(" ")}`);
  }
  console.log(
    `5xx or no answer: ${failed}; visits by how far they came: ${JSON.stringify(Object.fromEntries(visits))}`,
  );
  const p95 = quantile(
    asked.map(({ durationMs }) => durationMs).sort((one, other) => one - other),
    0.95,
  );
  const isMet = failed === 0 && asked.length > 0 && p95 < AIM_P95_MS;
  console.log(isMet ? `met: no 5xx, p95 ${p95.toFixed(0)} ms` : `missed: ${failed} failed, p95 ${p95.toFixed(0)} ms`);
  if (!isMet) process.exitCode = 1;
}

function grouped(asked: readonly Asked[]): Map<string, Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const one of asked) {
    const page = pageOf(one);
    const group = groups.get(page);
    if (group) group.push(one);
    else groups.set(page, [one]);
  }
  return groups;
}

function pageOf({ path }: Asked): string {
  return pageClassOf(path) ?? "other";
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
