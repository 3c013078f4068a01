import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { firstFreeSlots, freeSlots } from "#storefront/centres/appointments.ts";
import { seedCentres } from "#storefront/centres/seed.ts";
import { centres, orders } from "#storefront/db/schema/index.ts";
import { TEST_CENTRE_SLUG } from "#storefront/orders/kind.ts";
import { type TestShop, withShop } from "../support.ts";

/** The shop with all its centres. */
function withCentres<T>(use: (shop: TestShop) => Promise<T>): Promise<T> {
  return withShop(async (shop) => {
    await seedCentres(shop.db);
    return use(shop);
  });
}

async function page(url: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { headers });
  return { status: answer.status, text: (await answer.text()).replace(/\s/g, " ") };
}

const towns = (text: string) =>
  [...text.matchAll(/<span class="unseen">\d+\. <\/span>([^<]+)<\/a>/g)].map(([, name]) => name);
const numbers = (text: string) =>
  [...text.matchAll(/class="centre-number"[^>]*>(\d+)</g)].map(([, one]) => Number(one));

test("by postcode, by town, unknown and beyond, in both languages", () =>
  withCentres(async ({ url }) => {
    const cases: [string, string][] = [
      ["/centres", "281 centres, par ville"],
      ["/centres?country=ES", "Tous les centres de France"],
      ["/centres?q=69001", "Centres de montage près de Lyon"],
      ["/centres?q=le+mans", "Centres de montage près du Mans"],
      ["/centres?q=ORLEANS", "Centres de montage près d’Orléans"],
      ["/centres?q=44120", "Les distances partent du milieu du département"],
      ["/centres?q=28001", "Vous cherchiez 28001 en Espagne ?"],
      ["/centres?q=Marseile", "Nous ne connaissons pas « Marseile »"],
      ["/centres?q=99999", "Nous ne connaissons pas « 99999 »"],
      ["/centres?q=ajaccio", "Un centre à moins de 100 km, puis les plus proches au-delà"],
      ["/es/talleres?q=28001", "Talleres de montaje cerca de Madrid"],
      ["/es/talleres?q=valensia", "Quizá quiso decir:"],
    ];
    for (const [path, words] of cases) {
      const { status, text } = await page(url + path);
      expect(status, path).toBe(200);
      expect(text, path).toContain(words);
      expect(text, path).not.toContain(TEST_CENTRE_SLUG);
    }
  }));

test("the nearest centre stands first, and the map has the list's numbers as links", () =>
  withCentres(async ({ url }) => {
    const [first, second] = [await page(`${url}/centres?q=lyon`), await page(`${url}/centres?q=lyon&page=2`)];

    expect(towns(first.text)[0]).toContain("Lyon");
    expect(numbers(first.text)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(numbers(second.text)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(first.text).toMatch(/rel="next" href="\/centres\?q=lyon&amp;page=2"/);
    for (const number of numbers(first.text)) {
      expect(first.text).toMatch(new RegExp(`<a href="/centres/[^"]+" aria-label="${number}\\. [^"]+, à [\\d,]+ km">`));
    }
    expect(first.text).toMatch(/<svg[^>]*role="group" aria-label="Carte schématique/);
    expect(first.text).not.toMatch(/<img|https?:\/\//);
  }));

test("a misspelt town is one click away from the right one", () =>
  withCentres(async ({ url }) => {
    const { text } = await page(`${url}/centres?q=Marseile`);

    expect(text).toMatch(/<a class="button" href="\/centres\?q=Marseille">/);
    expect(numbers(text)).toEqual([]);
  }));

test("what a shopper types stands on the page as text", () =>
  withCentres(async ({ url }) => {
    const { text } = await page(`${url}/centres?q=${encodeURIComponent('"><script>alert(1)</script>')}`);

    expect(text).not.toContain("<script>alert");
  }));

test("a centre's page has address, hours, holidays, its own country's VAT and the form of the basket", () =>
  withCentres(async ({ url, db }) => {
    await db.update(centres).set({ fittingCents: 1_000 });
    const shown = await db.select().from(centres).where(eq(centres.hidden, false));
    const french = shown.find(({ country }) => country === "FR");
    const spanish = shown.find(({ country }) => country === "ES");
    if (!french || !spanish) throw new Error("no centre was seeded");

    const one = await page(`${url}/centres/${french.slug}`);
    expect(one.status).toBe(200);
    for (const words of [
      french.name,
      french.address,
      french.postcode,
      "Du lundi au vendredi",
      "jours fériés",
      "12,00 €",
      "48,00 €",
    ]) {
      expect(one.text).toContain(words);
    }
    expect(one.text).toContain('action="/panier/centre" method="post"');
    expect(one.text).toContain(`<input type="hidden" name="centre" value="${french.slug}"/>`);
    expect(one.text).toMatch(/<svg[^>]*role="img" aria-label="Carte : /);

    const other = await page(`${url}/es/talleres/${spanish.slug}`);
    for (const words of ["12,10 €", "48,40 €", "De lunes a viernes", "festivos"]) expect(other.text).toContain(words);
    expect((await page(`${url}/centres/nulle-part`)).status).toBe(404);
  }));

test("a hidden centre exists for checks that show the secret only, and a withdrawn one for nobody else", () =>
  withCentres(async ({ url, db, settings }) => {
    const status = async (slug: string, secret?: string) =>
      (await page(`${url}/centres/${slug}`, secret ? { "x-shop-test": secret } : {})).status;
    const [withdrawn] = await db.select().from(centres).where(eq(centres.hidden, false)).limit(1);
    if (!withdrawn) throw new Error("no centre was seeded");
    await db.update(centres).set({ hidden: true }).where(eq(centres.id, withdrawn.id));

    expect(await status(TEST_CENTRE_SLUG)).toBe(404);
    expect(await status(TEST_CENTRE_SLUG, "guessed-secret-of-somebody")).toBe(404);
    expect(await status(TEST_CENTRE_SLUG, settings.testSecret)).toBe(200);
    expect(await status(withdrawn.slug)).toBe(404);
  }));

test("a full slot is not the first free one, and a cancelled order gives it back", () =>
  withCentres(async ({ db }) => {
    const now = new Date("2026-11-23T10:00:00Z");
    const [one, other] = await db.select().from(centres).where(eq(centres.hidden, false)).limit(2);
    if (!one || !other) throw new Error("no centre was seeded");
    const [first, second] = await freeSlots(db, one, now);
    if (!first || !second) throw new Error("the centre offers no slots");
    const taken = Array.from({ length: one.capacityPerSlot }, (_one, index) => orderAt(one.id, first.at, index));
    await db.insert(orders).values(taken);

    expect((await firstFreeSlots(db, [one, other], now)).get(one.id)).toEqual(second.at);
    expect((await firstFreeSlots(db, [one, other], now)).has(other.id)).toBe(true);

    await db
      .update(orders)
      .set({ status: "cancelled" })
      .where(eq(orders.number, taken[0]?.number ?? ""));
    expect((await firstFreeSlots(db, [one], now)).get(one.id)).toEqual(first.at);
    expect(await firstFreeSlots(db, [], now)).toEqual(new Map());
  }));

function orderAt(centreId: number, slotAt: Date, index: number): typeof orders.$inferInsert {
  return {
    number: `PG-TEST-${index}`,
    email: "camille@example.com",
    name: "Camille Robin",
    address: "12 rue des Tilleuls",
    postcode: "44000",
    town: "Nantes",
    language: "fr",
    country: "FR",
    centreId,
    slotAt,
    netCents: 1,
    vatCents: 0,
    totalCents: 1,
    placedAt: new Date("2026-11-23T09:00:00Z"),
  };
}
