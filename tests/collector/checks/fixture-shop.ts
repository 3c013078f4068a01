import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const SECRET = "the-shop-and-its-probe";

export interface FixtureShop {
  readonly url: string;
  readonly port: number;
  /** Orders by number: whether each was cancelled again. */
  readonly orders: Map<string, boolean>;
  /** Addresses asked for without the secret, and the secrets that others than the shop were sent. */
  readonly unsecret: string[];
  /** Put something here to break the shop: a path to the HTML that it answers. */
  readonly broken: Map<string, string>;
  close(): void;
}

const page = (body: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Boutique</title><main>${body}</main>`;

const HOME = page(
  `<form action="/pneus"><input name="width"><select name="ratio"><option>55</select><input name="diameter"><button>Chercher</button></form>`,
);
const PRODUCT = page(
  `<form method="post" action="/panier"><input type="hidden" name="product" value="1"><select name="quantity"><option>2<option>4</select><button>Ajouter</button></form>`,
);
const CENTRE = page(
  `<form method="post" action="/panier"><input type="hidden" name="centre" value="9"><button>Choisir ce centre</button></form>`,
);
const WHO = page(
  `<form method="post" action="/commande/coordonnees">${["name", "email", "phone", "address", "postcode", "town"].map((name) => `<input name="${name}" required>`).join("")}<select name="country"><option>FR<option>ES</select><button>Continuer</button></form>`,
);
const WHEN = page(
  `<form method="post" action="/commande/centre"><input type="radio" name="slot" value="a" disabled><input type="radio" name="slot" value="b" required><button>Continuer</button></form>`,
);
const PAY = page(
  `<form method="post" action="/commande/paiement"><input type="checkbox" name="terms" required><button>Payer</button></form>`,
);
const PROVIDER = page(
  `<form method="post"><button name="outcome" value="refuse">Non</button><button name="outcome" value="success">Oui</button></form>`,
);

/** The shop of the contract, as small as a journey needs it. */
export async function startFixtureShop(): Promise<FixtureShop> {
  const orders = new Map<string, boolean>();
  const unsecret: string[] = [];
  const broken = new Map<string, string>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, port, orders, unsecret, broken, close: () => end(server) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = new URLSearchParams(await bodyOf(request));
    const path = (request.url ?? "").replace(/\?.*/, "");
    if (request.headers["x-shop-test"] !== SECRET) unsecret.push(path);
    const html = (text: string) => void response.writeHead(200, { "content-type": "text/html" }).end(text);
    const to = (location: string) => void response.writeHead(303, { location }).end();
    const planted = broken.get(path);
    if (planted !== undefined) return html(planted);
    if (path === "/commande/essai/annuler") {
      const number = body.get("number") || [...orders.keys()].at(-1) || "";
      orders.set(number, true);
      return void response.writeHead(204).end();
    }
    if (request.method === "POST") {
      if (path === "/panier") return to("/panier");
      if (path === "/commande/coordonnees")
        return to(body.get("email") && body.get("country") === "FR" ? "/commande/centre" : "/commande");
      if (path === "/commande/centre") return to(body.get("slot") === "b" ? "/commande/paiement" : "/commande/centre");
      if (path === "/commande/paiement") {
        orders.set("PG-TEST-0001", false);
        return to("/paiement/ref1");
      }
      return to(body.get("outcome") === "success" ? "/commande/PG-TEST-0001" : "/panier");
    }
    const pages: Record<string, string> = {
      "/": HOME,
      "/healthz": "ok",
      "/pneus": page(`<a href="/pneus/vent-205">Vent 205</a>`),
      "/pneus/test-tyre": PRODUCT,
      "/panier": page(`<form><input name="quantity" value="2"></form>`),
      "/centres/test-centre": CENTRE,
      "/commande": WHO,
      "/commande/centre": WHEN,
      "/commande/paiement": PAY,
      "/paiement/ref1": PROVIDER,
      "/commande/PG-TEST-0001": page(`<p data-order-number="PG-TEST-0001">Merci</p>`),
    };
    const text = pages[path];
    if (text === undefined) return void response.writeHead(404).end("absent");
    html(text);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += String(piece);
  return text;
}

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}
