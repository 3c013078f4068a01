import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { pruneBaskets } from "#storefront/basket/prune.ts";
import { basketLines, baskets, products } from "#storefront/db/schema/index.ts";
import { Visitor } from "#storefront/shoppers/visitor.ts";
import { readable, withTyres } from "../checkout/buying.ts";
import { SHELF } from "../fixtures.ts";
import { openCentre } from "../orders/baskets.ts";
import { type TestShop, withShop } from "../support.ts";

/** Sends fields to the basket as the page's own form would. */
function post({ url }: TestShop, path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields);
  return fetch(url + path, { method: "POST", body, headers: { origin: url, ...headers }, redirect: "manual" });
}

const cookieOf = (answer: Response) => answer.headers.getSetCookie().find((line) => line.startsWith("basket=")) ?? "";

test("looking leaves no basket; the first tyre makes one, whose token nobody else is told", () =>
  withShop(async (shop) => {
    const looked = await fetch(`${shop.url}/panier`);
    expect(cookieOf(looked)).toBe("");
    expect(await shop.db.select().from(baskets)).toEqual([]);

    const added = await post(shop, "/panier", { product: SHELF.zephyr.slug, quantity: "4" });
    expect([added.status, added.headers.get("location")]).toEqual([303, "/panier"]);
    expect(cookieOf(added)).toMatch(/^basket=[\w-]{43}; Max-Age=5184000; Path=\/; .*HttpOnly; SameSite=Lax$/);
    const [basket] = await shop.db.select().from(baskets);
    expect(basket?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(cookieOf(added)).not.toContain(basket?.tokenHash);
  }));

test("where the shop is reached by https, so is its cookie only", () =>
  withShop(
    async (shop) => {
      const added = await post(shop, "/panier", { product: SHELF.zephyr.slug, quantity: "4" });
      expect(cookieOf(added)).toContain("; Secure");
    },
    { url: "https://popgom.example" },
  ));

test("tyres are added up to eight, changed, taken out, and counted beside the basket's link on every page", () =>
  withShop(async (shop) => {
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 4);
    const headers = { cookie: visitor.cookieHeader().cookie ?? "" };
    const send = (fields: Record<string, string>) =>
      post(shop, "/panier", { product: SHELF.zephyr.slug, ...fields }, headers);
    const wanted = async () => (await shop.db.select().from(basketLines)).map(({ quantity }) => quantity);

    await send({ quantity: "2" });
    expect(await wanted()).toEqual([6]);
    expect(readable(await visitor.open("/"))).toContain("Panier, 6 pneus");
    await send({ quantity: "4" });
    expect(await wanted()).toEqual([8]);
    await send({ quantity: "2", change: "1" });
    expect(await wanted()).toEqual([2]);
    await send({ remove: "1" });
    expect(readable(await visitor.open("/es/cesta"))).toContain("Su cesta está vacía.");
  }));

test("a number names a product as its slug does", () =>
  withShop(async (shop) => {
    const [zephyr] = await shop.db.select().from(products).where(eq(products.slug, SHELF.zephyr.slug));
    await post(shop, "/panier", { product: String(zephyr?.id), quantity: "2" });

    expect(await shop.db.select().from(basketLines)).toMatchObject([{ productId: zephyr?.id, quantity: 2 }]);
  }));

test.each([
  ["no quantity", { product: SHELF.zephyr.slug }, "Choisissez une quantité de 1 à 8 pneus."],
  ["nine tyres", { product: SHELF.zephyr.slug, quantity: "9" }, "Choisissez une quantité de 1 à 8 pneus."],
  ["half a tyre", { product: SHELF.zephyr.slug, quantity: "1.5" }, "Choisissez une quantité de 1 à 8 pneus."],
  ["a tyre that is none", { product: "aucun", quantity: "2" }, "Ce pneu n’est plus proposé."],
  ["the hidden test tyre", { product: SHELF.test.slug, quantity: "2" }, "Ce pneu n’est plus proposé."],
])("%s is refused in words", (_sentence, fields, sentence) =>
  withShop(async (shop) => {
    const answer = await post(shop, "/panier", fields);
    const page = await new Visitor(shop.url).open(answer.headers.get("location") ?? "");

    expect(answer.status).toBe(303);
    expect(readable(page)).toContain(sentence);
    expect(await shop.db.select().from(baskets)).toEqual([]);
  }));

test("a check puts the test tyre and the test centre into its basket, a shopper neither", () =>
  withShop(async (shop) => {
    const { id } = await openCentre(shop.db, 1);
    await shop.handle.pool.query("update centres set slug = 'test-centre', hidden = 1 where id = ?", [id]);
    const secret = { "x-shop-test": shop.settings.testSecret ?? "" };
    const added = await post(shop, "/panier", { product: SHELF.test.slug, quantity: "2" }, secret);
    const [cookie = ""] = cookieOf(added).split(";");
    const foreign = await post(shop, "/panier/centre", { centre: "test-centre" }, { cookie });
    expect(foreign.headers.get("location")).toBe("/panier?problem=centre");

    await post(shop, "/panier/centre", { centre: "test-centre" }, { cookie, ...secret });
    expect(await shop.db.select({ centreId: baskets.centreId }).from(baskets)).toEqual([{ centreId: id }]);
  }));

test("another centre keeps the tyres and drops the appointment", () =>
  withShop(async (shop) => {
    const [one, other] = [await openCentre(shop.db, 1), await openCentre(shop.db, 1)];
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 4);
    const checkout = { town: "Lyon", slotAt: "2026-11-26T08:00:00.000Z" };
    await shop.db.update(baskets).set({ centreId: one.id, checkout });
    const answer = await post(shop, "/es/cesta/taller", { centre: other.slug }, visitor.cookieHeader());

    expect(answer.headers.get("location")).toBe("/es/cesta");
    const [basket] = await shop.db.select().from(baskets);
    expect(basket).toMatchObject({ centreId: other.id, checkout: { town: "Lyon" } });
    expect(basket?.checkout?.slotAt).toBeUndefined();
  }));

test("a cookie that is not ours opens nobody's basket and is replaced at the first tyre", () =>
  withShop(async (shop) => {
    await withTyres(shop, SHELF.zephyr.slug, 4);
    const [basket] = await shop.db.select().from(baskets);
    for (const value of [basket?.tokenHash ?? "", "A".repeat(43), "'; drop table baskets"]) {
      const cookie = `basket=${value}`;
      const page = await (await fetch(`${shop.url}/panier`, { headers: { cookie } })).text();
      expect(page).toContain("Votre panier est vide.");
      const added = await post(shop, "/panier", { product: SHELF.boreal.slug, quantity: "2" }, { cookie });
      expect(cookieOf(added)).not.toBe("");
    }
    expect(await shop.db.select().from(baskets)).toHaveLength(4);
  }));

test.each([
  "/panier",
  "/panier/centre",
  "/commande/coordonnees",
  "/commande/centre",
  "/commande/paiement",
])("a form of another site writes nothing at %s", (path) =>
  withShop(async (shop) => {
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 4);
    const before = await shop.db.select().from(basketLines);
    const fields = { product: SHELF.zephyr.slug, quantity: "2", terms: "yes" };
    const forged = await post(shop, path, fields, { ...visitor.cookieHeader(), origin: "https://evil.example" });

    expect(forged.status).toBe(403);
    expect(await shop.db.select().from(basketLines)).toEqual(before);
  }));

test("a basket is forgotten after sixty days without a touch", () =>
  withShop(async (shop) => {
    await withTyres(shop, SHELF.zephyr.slug, 4);
    const [basket] = await shop.db.select().from(baskets);
    const after = (days: number) => new Date((basket?.updatedAt.getTime() ?? 0) + days * 86_400_000 + 1);

    expect(await pruneBaskets(shop.db, after(59))).toBe(0);
    expect(await pruneBaskets(shop.db, after(60))).toBe(1);
    expect(await shop.db.select().from(basketLines)).toEqual([]);
  }));

test("however many baskets a busy hour opened, all of them are forgotten when their time is over", () =>
  withShop(async ({ db, handle }) => {
    await handle.pool.query(
      "insert into baskets (token_hash, updated_at) select sha2(seq, 256), '2026-01-01' from seq_1_to_1200",
    );

    expect(await pruneBaskets(db, new Date("2026-11-23T12:00:00Z"))).toBe(1_200);
  }));
