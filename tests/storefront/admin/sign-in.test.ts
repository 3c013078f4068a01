import { expect, test } from "vitest";

import { isSignedIn, SESSION_MS, signIn } from "#storefront/admin/session.ts";
import { ownerSessions } from "#storefront/db/schema/index.ts";
import { createShop } from "#storefront/server.ts";

import { routesOf } from "../routes.ts";
import { type TestShop, withShop, withShopDatabase } from "../support.ts";
import { flat, ownerWith, signedIn, tryPassword } from "./owner.ts";

const KEYS = { secret: "secret-of-the-shop-tests", adminPassword: "owner-of-the-tests" };
const NOON = new Date("2026-11-23T12:00:00.000Z");
const after = (ms: number) => new Date(NOON.getTime() + ms);

test("the owner enters with the password, comes to the page that was asked for, and leaves", () =>
  withShop(async ({ url, settings }) => {
    const asked = await fetch(`${url}/admin/commandes?q=PG`);
    expect(asked.status).toBe(401);
    expect(await asked.text()).toContain('name="back" value="/admin/commandes?q=PG"');

    const entered = await tryPassword(url, settings.adminPassword ?? "", "/admin/commandes?q=PG");
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/admin/commandes?q=PG"]);
    const cookie = entered.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^popgom_owner=[\w-]{43}; Max-Age=43200; Path=\/admin; .*HttpOnly; SameSite=Strict$/);

    const owner = ownerWith(url, cookie.split(";")[0] ?? "");
    expect((await owner.get("/admin/commandes")).status).toBe(200);
    const left = await owner.post("/admin/sortie");
    expect(left.headers.get("set-cookie")).toContain("popgom_owner=;");
    expect((await owner.get("/admin/commandes")).status).toBe(401);
  }));

test("the sixth password within a minute from one address is not even looked at", () =>
  withShop(async ({ url, settings }) => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const refused = await tryPassword(url, `guess ${attempt}`);
      expect(refused.status).toBe(401);
      expect(await refused.text()).toContain("Ce n’est pas le mot de passe.");
    }
    const sixth = await tryPassword(url, settings.adminPassword ?? "");
    expect(sixth.status).toBe(429);
    expect(sixth.headers.get("set-cookie")).toBeNull();
  }));

test("a minute later, or from elsewhere, the password is looked at again", () =>
  withShopDatabase(async (db) => {
    const attempt = (address: string, now: Date, password = KEYS.adminPassword) =>
      signIn(db, KEYS, { password, address }, now);
    const tried = await Promise.all(Array.from({ length: 9 }, () => attempt("192.0.2.1", NOON, "guess")));
    expect(tried.filter((one) => "refused" in one && one.refused === "wrongPassword").length).toBeLessThanOrEqual(5);
    for (let more = 0; more < 5; more += 1) await attempt("192.0.2.1", NOON, "guess");

    expect(await attempt("192.0.2.1", after(59_000))).toEqual({ refused: "tooManyAttempts" });
    expect(await attempt("192.0.2.2", after(59_000))).toHaveProperty("token");
    expect(await attempt("192.0.2.1", after(60_001))).toHaveProperty("token");
  }));

test("all the addresses of one IPv6 network have five passwords a minute together", () =>
  withShopDatabase(async (db) => {
    const attempt = (host: number) =>
      signIn(db, KEYS, { password: "guess", address: `2001:db8:1:2::${host.toString(16)}` }, NOON);
    for (let host = 1; host <= 5; host += 1) await attempt(host);

    expect(await attempt(6)).toEqual({ refused: "tooManyAttempts" });
  }));

test("a session lasts twelve hours, and no longer than the password it was opened with", () =>
  withShopDatabase(async (db) => {
    const opened = await signIn(db, KEYS, { password: KEYS.adminPassword, address: "192.0.2.1" }, NOON);
    if ("refused" in opened) throw new Error(opened.refused);
    const { token } = opened;

    expect(await isSignedIn(db, KEYS, token, after(SESSION_MS - 1))).toBe(true);
    expect(await isSignedIn(db, KEYS, token, after(SESSION_MS))).toBe(false);
    expect(await isSignedIn(db, { ...KEYS, adminPassword: "another" }, token, NOON)).toBe(false);
    expect(await isSignedIn(db, { ...KEYS, secret: "another secret of it" }, token, NOON)).toBe(false);
    expect(await isSignedIn(db, KEYS, "a-token-that-was-never-given", NOON)).toBe(false);
    const [row] = await db.select().from(ownerSessions);
    expect(row?.tokenHash).not.toContain(token);
  }));

test.each([
  "https://elsewhere.example",
  "//elsewhere.example",
  "/admins",
  "/panier",
])("signing in does not lead to %s", (back) =>
  withShop(async ({ url, settings }) => {
    const entered = await tryPassword(url, settings.adminPassword ?? "", back);
    expect(entered.headers.get("location")).toBe("/admin/commandes");
  }));

test("no page of the owner and no form answers without a session", () =>
  withShop(async (shop) => {
    const routes = ownerAddresses(shop);
    expect(routes.length).toBeGreaterThan(4);
    for (const { method, path } of [
      ...routes,
      { method: "GET", path: "/admin/nulle-part" },
      { method: "GET", path: "/ADMIN/Commandes/" },
    ]) {
      for (const cookie of ["", "popgom_owner=forged-token-of-somebody"]) {
        const answer = await fetch(shop.url + path, { method, headers: { cookie, origin: shop.url } });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect(await answer.text()).toContain('type="password"');
      }
    }
  }));

test("without a password there is no owner: every address says why", () =>
  withShop(
    async (shop) => {
      for (const { method, path } of [...ownerAddresses(shop), { method: "POST", path: "/admin" }]) {
        const answer = await fetch(shop.url + path, { method, headers: { origin: shop.url } });
        expect([method, path, answer.status]).toEqual([method, path, 403]);
        expect(flat(await answer.text())).toContain("Renseignez SHOP_ADMIN_PASSWORD");
      }
    },
    { adminPassword: undefined },
  ));

test("the owner's pages are those of the orders tier", () =>
  withShop(async ({ url }) => expect((await fetch(`${url}/admin`)).status).toBe(404), { role: "web" }));

test("what the owner's pages load is found by a balancer: under /admin, or with every tier", async () => {
  const loaded = await withShop(
    async (shop) => {
      const page = await (await signedIn(shop)).page("/admin/parcours");
      const paths = [...page.matchAll(/(?:href|src)="([^"]*\/assets\/[^"]+)"/g)].map(([, path]) => path ?? "");
      expect(paths.some((path) => path.startsWith("/admin/"))).toBe(true);
      return paths;
    },
    { role: "orders" },
  );
  await withShop(
    async ({ url }) => {
      for (const path of loaded.filter((one) => !one.startsWith("/admin/"))) {
        expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
      }
    },
    { role: "web" },
  );
});

test("nothing of the owner's pages is inline or kept", () =>
  withShop(async (shop) => {
    const owner = await signedIn(shop);
    const answer = await owner.get("/admin/commandes");

    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.text()).not.toMatch(/\sstyle="|<style|<script(?! type="module" src="\/assets)/);
  }));

/** Every address under /admin that the app answers, as Express has it, but the sign-in itself and its style sheet. */
function ownerAddresses({ db, settings }: TestShop): { method: string; path: string }[] {
  return routesOf(createShop({ db, settings }))
    .filter(({ path }) => path.startsWith("/admin") && !path.endsWith("/owner.css"))
    .filter(({ method, path }) => !(method === "POST" && path === "/admin"))
    .map(({ method, path }) => ({ method, path: path.replace(/:\w+/g, "PG-2222-2222") }));
}
