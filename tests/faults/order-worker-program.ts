import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

import { openShopDatabase, type ShopDatabase } from "#storefront/db/client.ts";
import { rowLease } from "#storefront/workflow/lease.ts";
import type { Partners } from "#storefront/workflow/partners.ts";
import { startWorker } from "#storefront/workflow/worker.ts";

import { KILL_PACE, killPartners, LEASE_MS } from "./order-life.ts";

/** How long a partner takes to answer, or the mistake to write a row: long enough to be killed meanwhile. */
const SLOW_MS = 20;

/** A worker in a process of its own; what its partners are told it writes down, by key, before they hear it. */
const [databaseUrl = "", name = "", tellings = "", fault = ""] = process.argv.slice(2);
const { db, close } = openShopDatabase(databaseUrl, 4);
const simulated = killPartners(db);
const partners: Partners = {
  ask: (question, now) => simulated.ask(question, now),
  async send(command, now) {
    appendFileSync(tellings, `${command.key}\n`);
    // The mistake: a key of the moment, by which nobody can tell that this was said before.
    await simulated.send(fault === "new-keys" ? { ...command, key: randomUUID() } : command, now);
    await new Promise((wake) => setTimeout(wake, SLOW_MS));
  },
};
const worker = startWorker(
  {
    db: fault === "piecemeal" ? withoutTransactions(db) : db,
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

/** The mistake: the new state and what follows from it are written one after the other, each for itself and in its time. */
function withoutTransactions(whole: ShopDatabase): ShopDatabase {
  const insert = (table: Parameters<ShopDatabase["insert"]>[0]) => ({
    async values(rows: never) {
      await new Promise((wake) => setTimeout(wake, SLOW_MS));
      return whole.insert(table).values(rows);
    },
  });
  const pieces = Object.create(whole, { insert: { value: insert } }) as ShopDatabase;
  const transaction = (work: (tx: ShopDatabase) => Promise<unknown>) => work(pieces);
  return Object.create(whole, { transaction: { value: transaction } }) as ShopDatabase;
}
