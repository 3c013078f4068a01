import { expect, test } from "vitest";

import { readSales } from "#storefront/figures/sales.ts";

import { withShopDatabase } from "../support.ts";
import { writeOrder } from "./fixtures.ts";

test("only what shoppers paid is sold, and test orders are in no figure", () =>
  withShopDatabase(async (db) => {
    await writeOrder(db, { netCents: 29_960, waitingStep: "await_shipment" });
    await writeOrder(db, { netCents: 14_980, waitingStep: "await_shipment" });
    await writeOrder(db, { netCents: 5_000, waitingStep: "await_supplier", isStuck: true });
    await writeOrder(db, { netCents: 7_000, payment: "refused" });
    await writeOrder(db, { netCents: 9_000, payment: "pending" });
    await writeOrder(db, { isTest: true, waitingStep: "await_supplier", isStuck: true });
    await writeOrder(db, { isTest: true, payment: "refused" });

    expect(await readSales(db)).toEqual({
      orders: 3,
      revenueCents: 49_940,
      refusals: 1,
      waiting: new Map([
        ["await_shipment", 2],
        ["await_supplier", 1],
      ]),
      stuck: 1,
    });
  }));

test("an order that is over was sold and waits nowhere", () =>
  withShopDatabase(async (db) => {
    await writeOrder(db, { waitingStep: "closed", isOver: true });
    await writeOrder(db, { waitingStep: "shipment" });

    expect(await readSales(db)).toMatchObject({ orders: 2, waiting: new Map([["shipment", 1]]) });
  }));

test("an empty shop has sold nothing", () =>
  withShopDatabase(async (db) => {
    expect(await readSales(db)).toEqual({ orders: 0, revenueCents: 0, refusals: 0, waiting: new Map(), stuck: 0 });
  }));
