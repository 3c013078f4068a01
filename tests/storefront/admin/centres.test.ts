import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { centsOf, hoursText, spansOf } from "#storefront/admin/centres/settings.ts";
import { centres, orders, products } from "#storefront/db/schema/index.ts";

import { type TestShop, withShop } from "../support.ts";
import { paidOrder } from "../workflow/orders.ts";
import { quayCentre } from "./centre.ts";
import { flat, type Owner, signedIn } from "./owner.ts";

const QUAY = "/admin/centres/garage-du-quai";
const DAY = "08:30-12:00, 14:00-18:00";
const OPEN = { hours1: DAY, hours2: DAY, hours3: DAY, hours4: DAY, hours5: DAY };

test.each([
  ["", 1],
  ["?q=quai", 1],
  ["?q=lyon+69", 1],
  ["?q=paris", 0],
  ["?masques=1", 0],
])("the list of centres %s shows %i", (query, expected) =>
  withCentre(async (owner) => {
    const page = await owner.page(`/admin/centres${query}`);

    expect(page.match(/<th scope="row">/g) ?? []).toHaveLength(expected);
  }));

test("the list counts the appointments to come, cancelled ones left out", () =>
  withCentre(async (owner, { db }, centreId) => {
    const soon = new Date(Date.now() + 86_400_000);
    const ids = [];
    for (const number of ["PG-2222-2222", "PG-3333-3333"])
      ids.push(await paidOrder(db, { productId: await tyre(db), centreId }, number));
    await db.update(orders).set({ slotAt: soon });
    await db
      .update(orders)
      .set({ status: "cancelled" })
      .where(eq(orders.id, ids[0] ?? 0));

    expect(await owner.page("/admin/centres")).toMatch(/Rendez-vous à venir" class="figure">1</);
  }));

test("a centre's settings are changed, and the form shows them", () =>
  withCentre(async (owner, { db }) => {
    const settings = {
      capacity: "4",
      fitting: "17,5",
      ...OPEN,
      hours5: "9:00-12:30",
      hours6: "09:00-12:00",
      hidden: "1",
    };
    const changed = await owner.post(QUAY, { ...settings, seen: await seen(owner) });

    expect(changed.headers.get("location")).toBe(`${QUAY}?fait=1`);
    const [centre] = await db.select().from(centres);
    expect(centre).toMatchObject({ capacityPerSlot: 4, fittingCents: 1_750, hidden: true });
    expect(centre?.hours.slice(4)).toEqual([[["09:00", "12:30"]], [["09:00", "12:00"]], []]);
    const page = await owner.page(`${QUAY}?fait=1`);
    expect(page).toContain("Le centre est enregistré.");
    expect(page).toContain('name="hours5" placeholder="fermé" maxLength="60" value="09:00-12:30"');
  }));

test.each([
  ["capacity", { capacity: "0" }, "de 1 à 20"],
  ["capacity in words", { capacity: "deux" }, "de 1 à 20"],
  ["price", { fitting: "gratuit" }, "de 0 à 200 €"],
  ["price beyond reason", { fitting: "201" }, "de 0 à 200 €"],
  ["hours", { hours3: "8h30-12h" }, "Les horaires du mercredi ne se lisent pas"],
  ["overlapping hours", { hours7: "09:00-12:00, 11:00-14:00" }, "Les horaires du dimanche ne se lisent pas"],
])("an impossible %s is refused in words, and what was typed stays", (_sentence, typed, sentence) =>
  withCentre(async (owner, { db }) => {
    const refused = await owner.post(QUAY, {
      capacity: "3",
      fitting: "15",
      ...OPEN,
      ...typed,
      seen: await seen(owner),
    });
    const page = flat(await refused.text());

    expect(refused.status).toBe(422);
    expect(page).toContain(sentence);
    expect(page).toContain(`value="${Object.values(typed)[0]}"`);
    expect((await db.select().from(centres))[0]?.capacityPerSlot).toBe(2);
  }));

test("who saves over another's change is told, and sees it", () =>
  withCentre(async (owner, { db }) => {
    const before = await seen(owner);
    await db.update(centres).set({ capacityPerSlot: 5 });
    const refused = await owner.post(QUAY, { capacity: "3", fitting: "15", ...OPEN, seen: before });
    const page = flat(await refused.text());

    expect(refused.status).toBe(409);
    expect(page).toContain("Quelqu’un a changé ce centre");
    expect(page).toContain('name="capacity" inputMode="numeric" required="" value="5"');
  }));

test("the centre of test orders stays hidden", () =>
  withCentre(async (owner, { db }) => {
    await db.update(centres).set({ slug: "test-centre", hidden: true });
    const path = "/admin/centres/test-centre";
    const refused = await owner.post(path, { capacity: "3", fitting: "15", ...OPEN, seen: await seen(owner, path) });

    expect(refused.status).toBe(422);
    expect(flat(await refused.text())).toContain("il reste masqué");
  }));

test.each([
  ["", []],
  ["8:30-12:00", [["08:30", "12:00"]]],
  [
    "08:30-12:00, 14:00–18:00",
    [
      ["08:30", "12:00"],
      ["14:00", "18:00"],
    ],
  ],
  ["12:00-08:30", undefined],
  ["08:30-12:00 14:00-18:00", undefined],
  ["08:30-24:00", undefined],
  ["08:30-08:30", undefined],
])("the hours « %s » are %j", (text, spans) => {
  expect(spansOf(text)).toEqual(spans);
  if (spans) expect(spansOf(hoursText(spansOf(text) ?? []))).toEqual(spans);
});

test.each([
  ["15", 1_500],
  ["15,5", 1_550],
  ["15.05 €", 1_505],
  ["0", 0],
  ["-1", undefined],
  ["1,234", undefined],
  ["", undefined],
])("« %s » is %s cents", (text, cents) => {
  expect(centsOf(text)).toBe(cents);
});

function withCentre<T>(use: (owner: Owner, shop: TestShop, centreId: number) => Promise<T>): Promise<T> {
  return withShop(async (shop) => {
    const centreId = await quayCentre(shop.db);
    return use(await signedIn(shop), shop, centreId);
  });
}

async function seen(owner: Owner, path = QUAY): Promise<string> {
  return /name="seen" value="(\w+)"/.exec(await owner.page(path))?.[1] ?? "";
}

async function tyre(db: TestShop["db"]): Promise<number> {
  return (await db.select({ id: products.id }).from(products).limit(1))[0]?.id ?? 0;
}
