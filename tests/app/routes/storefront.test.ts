import { afterAll, beforeAll, expect, test } from "vitest";

import { writeShopYear } from "#bin/start/shop-year.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

let extranet: TestExtranet;

beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

test("the page says in one sentence whether the shop sells as it should; its file has curves and band", () =>
  withDatabase(async (db, { pool }) => {
    const { viewer, otherViewer } = await popgom(db);
    const before = await extranet.ask("/projects/popgom/storefront", { as: await extranet.signedInAs(viewer.id) });
    expect(await before.text()).toContain("Aucune boutique n’envoie encore ses chiffres.");

    await writeShopYear(db, pool, Date.now());
    const as = await extranet.signedInAs(viewer.id);
    const page = await extranet.ask("/projects/popgom/storefront", { as });
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toMatch(
      /La boutique vend (comme elle le devrait|plus que d’habitude)|Trop peu de commandes attendues/,
    );
    expect(text).toContain("De la visite à la commande");

    const file = await extranet.ask("/projects/popgom/storefront/csv?range=6h", { as });
    const lines = (await file.text()).split("\r\n");
    expect(lines.some((line) => line.includes("shop_orders_per_minute"))).toBe(true);
    expect(lines.some((line) => line.includes("shop_orders_expected_per_minute"))).toBe(true);

    const foreign = { as: await extranet.signedInAs(otherViewer.id) };
    expect((await extranet.ask("/projects/popgom/storefront", foreign)).status).toBe(404);
  }));
