import { expect, test } from "vitest";

import { isOwnWrite } from "#storefront/http/security.ts";
import { samePageIn } from "#storefront/paths.ts";
import { shopSettings } from "#storefront/settings.ts";
import { withShop } from "./support.ts";

test("the shop says that it is well, and forbids everything inline", () =>
  withShop(async ({ url }) => {
    const answer = await fetch(`${url}/healthz`);

    expect(await answer.json()).toEqual({ status: "ok" });
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'; style-src 'self'");
  }));

test.each([
  ["/nulle-part", "fr", "Cette page a crevé"],
  ["/es/en-ninguna-parte", "es", "Esta página ha pinchado"],
])("an address without a page (%s) says so in its language", (path, language, title) =>
  withShop(async ({ url }) => {
    const answer = await fetch(url + path);
    const page = await answer.text();

    expect(answer.status).toBe(404);
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(title);
  }));

test("a form that another site sends is refused", () =>
  withShop(async ({ url }) => {
    const answer = await fetch(`${url}/panier`, { method: "POST", headers: { origin: "https://elsewhere.example" } });

    expect(answer.status).toBe(403);
  }));

test.each([
  ["a form that is too long", "/panier", "POST", `product=${"x".repeat(40_000)}`, 413],
  ["a form of too many fields", "/panier", "POST", "a=1&".repeat(200), 413],
  ["an answer of a bank that is too long", "/paiement/retour", "POST", "x".repeat(8_000), 413],
  ["an address that cannot be decoded", "/pneus/%E0%A4%A", "GET", undefined, 400],
])("%s is refused by its status", (_sentence, path, method, body, status) =>
  withShop(async ({ url }) => {
    const headers = path === "/panier" ? { "content-type": "application/x-www-form-urlencoded" } : undefined;
    const answer = await fetch(url + path, { method, headers, body });

    expect(answer.status).toBe(status);
  }));

const OURS = ["https://popgom.example"];

test.each([
  ["a page is read from anywhere", { method: "GET", headers: { origin: "https://evil.example" } }, true],
  ["our own form writes", { method: "POST", headers: { origin: "https://popgom.example" } }, true],
  [
    "the host that was asked is ours",
    { method: "POST", headers: { origin: "http://127.0.0.1:5000", host: "127.0.0.1:5000" } },
    true,
  ],
  [
    "a foreign form does not",
    { method: "POST", headers: { origin: "https://evil.example", host: "popgom.example" } },
    false,
  ],
  ["a hidden origin does not", { method: "POST", headers: { origin: "null", host: "popgom.example" } }, false],
  ["a neighbour does not", { method: "POST", headers: { "sec-fetch-site": "same-site", cookie: "a=b" } }, false],
  ["a program without cookies does", { method: "POST", headers: {} }, true],
  ["a program with cookies does not", { method: "POST", headers: { cookie: "basket=1" } }, false],
])("%s", (_sentence, request, expected) => {
  expect(isOwnWrite(request, OURS)).toBe(expected);
});

test.each([
  ["/", "/es/"],
  ["/pneus/brisance-zephyr", "/es/neumaticos/brisance-zephyr"],
  ["/panier", "/es/cesta"],
  ["/admin/commandes", "/es/"],
])("the page %s is %s in Spanish", (french, spanish) => {
  expect(samePageIn("es", french)).toBe(spanish);
});

test("a process of the orders tier shows no catalogue, but answers its health", () =>
  withShop(
    async ({ url }) => {
      expect((await fetch(`${url}/`)).status).toBe(404);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    },
    { role: "orders" },
  ));

test.each([
  ["a role that is none", { SHOP_ROLE: "cook" }, "SHOP_ROLE is cook: it may be all, web, app or orders."],
  ["a short secret for checks", { SHOP_TEST_SECRET: "short" }, "SHOP_TEST_SECRET is shorter than 16 characters."],
  ["no secret", { SHOP_SECRET: "" }, "SHOP_SECRET is missing or shorter than 16 characters."],
  ["no database", { SHOP_DATABASE_URL: "" }, "SHOP_DATABASE_URL is not set"],
])("%s is refused in a sentence", (_sentence, wrong, sentence) => {
  const right = {
    NODE_ENV: "test",
    SHOP_SECRET: "0123456789abcdef",
    SHOP_DATABASE_URL: "mysql://root@localhost/popgom_shop",
  };

  expect(() => shopSettings({ ...right, ...wrong })).toThrow(sentence);
});

test("without a database of its own, the shop takes popgom_shop beside ours", () => {
  const { databaseUrl } = shopSettings({
    NODE_ENV: "test",
    SHOP_SECRET: "0123456789abcdef",
    DATABASE_URL: "mysql://root@db:3306/ours",
  });

  expect(databaseUrl).toBe("mysql://root@db:3306/popgom_shop");
});
