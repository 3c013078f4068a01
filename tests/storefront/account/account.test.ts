import { desc, eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";

import { baskets, customers, orders, outbox } from "#storefront/db/schema/index.ts";
import { type Form, formsOf } from "#storefront/shoppers/html.ts";
import { type Page, Visitor } from "#storefront/shoppers/visitor.ts";
import { CAMILLE, formWith, readable, toPaymentStep, toSlots, withTyres } from "../checkout/buying.ts";
import { SHELF } from "../fixtures.ts";
import { openCentre } from "../orders/baskets.ts";
import { type TestShop, withShop } from "../support.ts";

const PASSWORD = "quatre pneus bien gonflés";
const NOON = Date.UTC(2026, 10, 23, 12);
const EMAIL = CAMILLE.email.toLowerCase();

/** Asks for a link and gives its path, as the mail has it. */
async function mailedLink({ db }: TestShop, visitor: Visitor, email: string): Promise<string> {
  const page = await visitor.open("/compte");
  await visitor.submit(page, linkForm(page), { email });
  const [mail] = await db.select().from(outbox).where(eq(outbox.recipient, email)).orderBy(desc(outbox.id)).limit(1);
  const link = /https?:\S+/.exec(mail?.text ?? "")?.[0];
  if (!link) throw new Error(`no link was mailed to ${email}`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** The form that asks for a mail: the one with an address and no password. */
function linkForm({ html }: Page): Form {
  const form = formsOf(html).find(({ filled }) => filled.has("email") && !filled.has("password"));
  if (!form) throw new Error("no link can be asked for");
  return form;
}

async function withAccount(shop: TestShop, email = EMAIL): Promise<Visitor> {
  const visitor = new Visitor(shop.url);
  const page = await visitor.open(await mailedLink(shop, visitor, email));
  await visitor.submit(page, formWith(page, "password"), { password: PASSWORD });
  return visitor;
}

async function signIn(visitor: Visitor, email: string, password: string): Promise<Page> {
  const page = await visitor.open("/compte");
  return visitor.submit(page, formWith(page, "password"), { email, password });
}

async function buy(shop: TestShop): Promise<void> {
  await openCentre(shop.db, 2);
  const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 2);
  const last = await toPaymentStep(visitor, await toSlots(visitor, CAMILLE));
  await visitor.submit(last, formWith(last, "terms"), { terms: "yes" });
}

test("who bought as a guest chooses a password by mail, sees the order and finds the address filled in", () =>
  withShop(async (shop) => {
    await buy(shop);
    await shop.db.update(orders).set({ status: "paid", paidAt: new Date() });
    const [order] = await shop.db.select().from(orders);
    const visitor = await withAccount(shop);
    const account = await visitor.open("/compte");
    expect(readable(account)).toContain(order?.number);
    expect((await visitor.open(`/compte/commandes/${order?.number}`)).html).toContain(
      `data-order-number="${order?.number}"`,
    );

    const product = await visitor.open(`/pneus/${SHELF.zephyr.slug}`);
    await visitor.submit(product, formWith(product, "product"), { quantity: "2" });
    const address = await visitor.open("/commande");
    expect(readable(address)).toContain(`Vous êtes connecté avec l’adresse ${EMAIL}.`);
    expect(formWith(address, "name").filled.get("town")).toBe(CAMILLE.town);
    await visitor.submit(address, formWith(address, "name"), {});
    const [customer] = await shop.db.select().from(customers).where(eq(customers.email, EMAIL));
    expect((await shop.db.select().from(baskets)).map(({ customerId }) => customerId)).toContain(customer?.id);

    const [signOut] = formsOf(account.html).filter(({ method }) => method === "post");
    if (!signOut) throw new Error("nobody can sign out");
    const signedOut = await visitor.submit(account, signOut, {});
    expect(readable(signedOut)).toContain("Se connecter");
    expect(formWith(await visitor.open("/commande"), "name").filled.get("town")).toBe("");
    expect(readable(await visitor.open("/suivi"))).not.toContain(order?.number);
  }));

test("who signs out on somebody's computer leaves no order behind that its basket could open", () =>
  withShop(async (shop) => {
    await openCentre(shop.db, 2);
    const visitor = await withAccount(shop);
    const product = await visitor.open(`/pneus/${SHELF.zephyr.slug}`);
    await visitor.submit(product, formWith(product, "product"), { quantity: "2" });
    const last = await toPaymentStep(visitor, await toSlots(visitor, CAMILLE));
    await visitor.submit(last, formWith(last, "terms"), { terms: "yes" });
    const [order] = await shop.db.select().from(orders);
    expect(readable(await visitor.open(`/commande/${order?.number}`))).toContain(CAMILLE.address);

    const account = await visitor.open("/compte");
    const [signOut] = formsOf(account.html).filter(({ method }) => method === "post");
    if (!signOut) throw new Error("nobody can sign out");
    await visitor.submit(account, signOut, {});

    const after = await visitor.open(`/commande/${order?.number}`);
    expect([after.path, readable(after).includes(CAMILLE.address)]).toEqual(["/suivi", false]);
    expect(readable(await visitor.open("/panier"))).not.toContain(order?.number);
  }));

test("a link serves once, and another password closes the sessions of the one before", () =>
  withShop(async (shop) => {
    const before = await withAccount(shop);
    const visitor = new Visitor(shop.url);
    const link = await mailedLink(shop, visitor, EMAIL);
    const page = await visitor.open(link);
    const short = await visitor.submit(page, formWith(page, "password"), { password: "trop court" });
    expect([short.status, readable(short)]).toEqual([422, expect.stringContaining("de douze à deux cents caractères")]);
    await visitor.submit(page, formWith(page, "password"), { password: `${PASSWORD} encore` });

    expect(readable(await visitor.open("/compte"))).toContain("Vous êtes connecté");
    expect(readable(await before.open("/compte"))).not.toContain("Vous êtes connecté");
    expect(readable(await visitor.open(link))).toContain("Ce lien n’est plus valable");
    const again = await visitor.submit(page, formWith(page, "password"), { password: "un tout autre mot de passe" });
    expect(again.status).toBe(422);
    expect((await signIn(new Visitor(shop.url), EMAIL, "un tout autre mot de passe")).status).toBe(422);
  }));

test("no answer tells whether an address has an account", () =>
  withShop(async (shop) => {
    await withAccount(shop);
    const stranger = new Visitor(shop.url);
    const [known, unknown] = [
      await signIn(stranger, EMAIL, "not the password at all"),
      await signIn(stranger, "nobody@example.com", "not the password at all"),
    ];
    expect(known.status).toBe(422);
    expect(unknown.html.replaceAll("nobody@example.com", EMAIL)).toBe(known.html);

    const page = await stranger.open("/compte");
    const asked = [];
    for (const email of [EMAIL, "nobody@example.com"])
      asked.push(await stranger.submit(page, linkForm(page), { email }));
    expect(asked[0]).toEqual(asked[1]);
    const mails = await shop.db.select().from(outbox).where(eq(outbox.recipient, "nobody@example.com"));
    expect(mails).toHaveLength(1);
  }));

test("strangers cannot fill somebody's mailbox, whatever time they take and wherever they ask from", () =>
  withShop(async ({ db, url }) => {
    vi.useFakeTimers({ toFake: ["Date"], now: NOON });
    try {
      for (let minute = 0; minute < 60; minute += 6) {
        vi.setSystemTime(NOON + minute * 60_000);
        const asked = await fetch(`${url}/compte/lien`, {
          method: "POST",
          headers: { "x-forwarded-for": `198.51.100.${minute}` },
          body: new URLSearchParams({ email: EMAIL }),
          redirect: "manual",
        });
        expect([asked.status, asked.headers.get("location")]).toEqual([303, "/compte?sent=1"]);
      }
    } finally {
      vi.useRealTimers();
    }
    expect(await db.$count(outbox, eq(outbox.recipient, EMAIL))).toBe(5);
  }));

test("guessing is slow: the eleventh try of a minute is refused unread", () =>
  withShop(async (shop) => {
    await withAccount(shop);
    const visitor = new Visitor(shop.url);
    const tries = [];
    for (let count = 0; count < 11; count += 1)
      tries.push((await signIn(visitor, EMAIL, `guess number ${count}`)).status);

    expect(tries).toEqual([...Array(10).fill(422), 429]);
    expect((await signIn(visitor, EMAIL, PASSWORD)).status).toBe(429);
  }));

test("an address with an accent too many is another address, whatever the database's alphabet says", () =>
  withShop(async (shop) => {
    await withAccount(shop);

    expect((await signIn(new Visitor(shop.url), EMAIL.replace("a", "â"), PASSWORD)).status).toBe(422);
  }));

test("a customer reads no order of another, and a forged session opens nothing", () =>
  withShop(async (shop) => {
    await buy(shop);
    const [order] = await shop.db.select().from(orders);
    const other = await withAccount(shop, "lucia@example.com");
    expect((await other.open(`/compte/commandes/${order?.number}`)).path).toBe("/compte");
    expect((await other.open(`/commande/${order?.number}`)).path).not.toContain(order?.number);

    const [lucia] = await shop.db.select().from(customers).where(eq(customers.email, "lucia@example.com"));
    const forged = `customer=${lucia?.id}.${Date.now() + 1_000_000}.${"A".repeat(43)}`;
    const page = await (await fetch(`${shop.url}/compte`, { headers: { cookie: forged } })).text();
    expect(page).not.toContain("lucia@example.com");
  }));

test("passwords are kept as scrypt's hash, salted", () =>
  withShop(async (shop) => {
    await withAccount(shop, "one@example.com");
    await withAccount(shop, "two@example.com");
    const hashes = (await shop.db.select().from(customers)).map(({ passwordHash }) => passwordHash);

    expect(hashes).toEqual(Array(2).fill(expect.stringMatching(/^scrypt\.32768\.8\.1\.[\w-]{22}\.[\w-]{43}$/)));
    expect(hashes[0]).not.toBe(hashes[1]);
  }));
