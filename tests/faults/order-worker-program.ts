import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";

import { openShopDatabase, type ShopDatabase } from "#storefront/db/client.ts";
import { rowLease } from "#storefront/workflow/lease.ts";
import type { Partners } from "#storefront/workflow/partners.ts";
import { startWorker } from "#storefront/workflow/worker.ts";

import { DEATHS_EACH, type Deadly, KILL_PACE, killPartners, LEASE_MS } from "./order-life.ts";

/** How long a partner takes to answer: long enough to be killed meanwhile. */
const SLOW_MS = 20;

/**
 * A worker in a process of its own; what its partners are told it writes down, by key, before they hear it. It dies by its own
 * hand at the two worst moments, DEATHS_EACH times each over all workers, which the file of deaths counts.
 */
const [databaseUrl = "", name = "", tellings = "", deaths = "", fault = ""] = process.argv.slice(2);
const { db, close } = openShopDatabase(databaseUrl, 4);
const simulated = killPartners(db);
const partners: Partners = {
  ask: (question, now) => simulated.ask(question, now),
  async send(command, now) {
    appendFileSync(tellings, `${command.key}\n`);
    // The mistake: a key of the moment, by which nobody can tell that this was said before.
    await simulated.send(fault === "new-keys" ? { ...command, key: randomUUID() } : command, now);
    dieAt("told");
    await new Promise((wake) => setTimeout(wake, SLOW_MS));
  },
};
const worker = startWorker(
  {
    db: fault === "piecemeal" ? withoutTransactions(db) : withTransactions(db),
    name,
    pace: KILL_PACE,
    lease: rowLease(db, name, LEASE_MS),
    partners,
  },
  10,
);
process.on("SIGTERM", async () => {
  await worker.stop();
  await close();
  process.exit(0);
});

function withTransactions(whole: ShopDatabase): ShopDatabase {
  const transaction = (work: (tx: ShopDatabase) => Promise<unknown>) => whole.transaction((tx) => work(dying(tx)));
  return Object.create(whole, { transaction: { value: transaction } }) as ShopDatabase;
}

/** The mistake: the new state and what follows from it are written one after the other, each for itself. */
function withoutTransactions(whole: ShopDatabase): ShopDatabase {
  const transaction = (work: (tx: ShopDatabase) => Promise<unknown>) => work(dying(whole));
  return Object.create(whole, { transaction: { value: transaction } }) as ShopDatabase;
}

/** The new state is saved by then, and what follows from it is not. */
function dying(tx: ShopDatabase): ShopDatabase {
  const insert = (table: Parameters<ShopDatabase["insert"]>[0]) => {
    dieAt("writing");
    return tx.insert(table);
  };
  return Object.create(tx, { insert: { value: insert } }) as ShopDatabase;
}

/** The moment at which each mistake shows; without one a worker dies at both. */
function showsAt(moment: Deadly): boolean {
  if (fault === "piecemeal") return moment === "writing";
  if (fault === "new-keys") return moment === "told";
  return true;
}

function dieAt(moment: Deadly): void {
  if (!showsAt(moment)) return;
  const before = readFileSync(deaths, "utf8").split("\n");
  if (before.filter((one) => one === moment).length >= DEATHS_EACH) return;
  appendFileSync(deaths, `${moment}\n`);
  process.kill(process.pid, "SIGKILL");
}
