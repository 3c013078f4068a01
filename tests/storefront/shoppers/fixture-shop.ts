import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";

export interface FixtureShop {
  readonly url: string;
  /** "GET /pneus" and the like, in their order. */
  readonly asked: string[];
  readonly outcomes: string[];
  readonly orders: { email: string; slot: string; quantity: string }[];
}

/** A shop with the addresses and fields of the real one and nothing behind them: one tyre, two slots, a payment page. */
export async function withFixtureShop(
  use: (shop: FixtureShop) => Promise<void>,
  { isBroken = false } = {},
): Promise<void> {
  const shop = { url: "", asked: [] as string[], outcomes: [] as string[], orders: [] as FixtureShop["orders"] };
  const baskets = new Map<string, Record<string, string>>();
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.use((request, response, next) => {
    shop.asked.push(`${request.method} ${request.path}`);
    if (request.method === "POST" && request.headers.origin !== shop.url) response.status(403).end();
    else if (isBroken && request.path !== "/" && request.path !== "/es/") response.status(503).end();
    else next();
  });
  const basketOf = (cookie = "") => baskets.get(/basket=(\w+)/.exec(cookie)?.[1] ?? "") ?? {};
  app.get(["/", "/es/"], (_request, response) => void response.send("home"));
  app.get(["/pneus", "/es/neumaticos"], ({ path }, response) => void response.send(`<a href="${path}/one">One</a>`));
  app.get(
    ["/pneus/one", "/es/neumaticos/one"],
    (_request, response) =>
      void response.send(
        `<form action="/panier" method="post"><input type="hidden" name="product" value="one"/>
         <input type="radio" name="quantity" value="2"/><input type="radio" name="quantity" value="4" checked=""/></form>`,
      ),
  );
  app.post("/panier", ({ body }, response) => {
    const id = `b${baskets.size}`;
    baskets.set(id, { ...body });
    response.set("set-cookie", `basket=${id}; Path=/`).redirect(303, "/panier");
  });
  app.get("/panier", (_request, response) => void response.send("basket"));
  app.get(["/commande", "/es/pedido"], (_request, response) => void response.redirect(303, "/commande/coordonnees"));
  app.get("/commande/coordonnees", (_request, response) => {
    const inputs = ["name", "email", "phone", "address", "postcode", "town"].map((name) => `<input name="${name}"/>`);
    const country = `<select name="country"><option value="FR">F</option><option value="ES">E</option></select>`;
    response.send(`<form method="post" action="/commande/coordonnees">${inputs.join("")}${country}</form>`);
  });
  app.post("/commande/coordonnees", ({ headers, body }, response) => {
    Object.assign(basketOf(headers.cookie), body);
    response.redirect(303, "/commande/centre");
  });
  app.get("/commande/centre", (_request, response) => {
    const slots = ["09:00", "10:00"].map((slot) => `<input type="radio" name="slot" value="${slot}"/>`);
    response.send(`<form method="post">${slots.join("")}</form>`);
  });
  app.post("/commande/centre", ({ headers, body }, response) => {
    const { email = "", quantity = "" } = basketOf(headers.cookie);
    shop.orders.push({ email, quantity, slot: body.slot });
    response.redirect(303, "/paiement/ref");
  });
  app.get("/paiement/ref", (_request, response) => {
    const buttons = ["success", "refuse", "challenge", "abandon"];
    const markup = buttons.map((value) => `<button name="outcome" value="${value}">${value}</button>`);
    response.send(`<form method="post" action="/paiement/ref">${markup.join("")}</form>`);
  });
  app.post("/paiement/ref", ({ body }, response) => {
    shop.outcomes.push(body.outcome);
    response.redirect(303, body.outcome === "success" ? "/commande/PG-7K2M-9QXA" : "/paiement/ref");
  });
  app.get("/commande/PG-7K2M-9QXA", (_request, response) => {
    response.send(`<p data-order-number="PG-7K2M-9QXA">Merci</p>`);
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await use(shop);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
