import { expect, test } from "vitest";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { partnerCommands, workflowEvents } from "#storefront/db/schema/index.ts";
import type { Lease } from "#storefront/workflow/lease.ts";
import { rowLease } from "#storefront/workflow/lease.ts";
import type { Partners } from "#storefront/workflow/partners.ts";
import { workOnce } from "#storefront/workflow/worker.ts";

import { withShopDatabase } from "../support.ts";
import { hours, milestonesOf, openedShop, paidOrder, workshop } from "./orders.ts";

const ORDERS = 12;

/** The mistake: whoever asks may work. */
const EVERYBODY: Lease = { take: async () => true, assertHeld: async () => undefined, release: async () => undefined };

test("of two workers one works, and the other takes over when it has stopped", () =>
  withShopDatabase(async (db) => {
    expect(await workersOf(db)).toEqual(["worker-1"]);

    await rowLease(db, "worker-1", 10_000).release();
    expect(await workOnce(workshop(db, { name: "worker-2" }), hours(8))).toBe(ORDERS);
  }));

test("two workers without a lease are found out", () =>
  withShopDatabase(async (db) => {
    expect(await workersOf(db, EVERYBODY)).toEqual(["worker-1", "worker-2"]);
  }));

test("a worker that slept through its lease writes nothing, and what it told outside is told once", () =>
  withShopDatabase(async (db) => {
    const orderId = await paidOrder(db, await openedShop(db), "PG-2222-2222");
    const first = workshop(db, { lease: rowLease(db, "worker-1", 1) });
    const second = workshop(db, { name: "worker-2" });
    const asleep: Partners = {
      ask: (question, now) => first.partners.ask(question, now),
      async send(command, now) {
        await first.partners.send(command, now);
        await new Promise((wake) => setTimeout(wake, 20));
        expect(await workOnce(second, now)).toBe(1);
      },
    };

    expect(await workOnce({ ...first, partners: asleep }, hours(0))).toBe(0);
    expect(await actors(db)).toEqual(["payment", "worker-2"]);
    expect(await db.$count(partnerCommands)).toBe(1);
    expect(await milestonesOf(db, orderId)).toEqual(["paid", "ordered"]);
  }));

/** Who moved orders on when two worked at the same time. */
async function workersOf(db: ShopDatabase, lease?: Lease): Promise<string[]> {
  const opened = await openedShop(db);
  for (let index = 0; index < ORDERS; index += 1) await paidOrder(db, opened, `PG-2222-22${20 + index}`);
  const one = workshop(db, lease && { lease });
  const other = workshop(db, { name: "worker-2", ...(lease && { lease }) });
  await one.lease.take();
  // The first takes the orders up; while it could still go on, the second looks at what is due next.
  await workOnce(one, hours(0));
  await workOnce(other, hours(8));
  return (await actors(db)).filter((actor) => actor !== "payment");
}

async function actors(db: ShopDatabase): Promise<string[]> {
  const events = await db.select({ actor: workflowEvents.actor }).from(workflowEvents);
  return [...new Set(events.map(({ actor }) => actor))].toSorted();
}
