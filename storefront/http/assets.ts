import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { Router } from "express";

import { builtFile, shopFile } from "../files.ts";

export interface Asset {
  /** With a hash of its content, so that browsers keep it for ever. */
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Sent as one. A part of the shop adds its line. */
const STYLE_SHEETS = [
  "pages/shop.css",
  "catalogue/home.css",
  "catalogue/catalogue.css",
  "catalogue/product.css",
  "centres/centres.css",
  "orders/orders.css",
  "basket/basket.css",
  "checkout/checkout.css",
  "legal/legal.css",
  "account/account.css",
];

const STYLE = readAsset(STYLE_SHEETS.map(shopFile), "shop.css", "text/css; charset=utf-8");
const ICON = readAsset([shopFile("pages/icon.svg")], "icon.svg", "image/svg+xml");
/** Pages work without it; where nothing was built there is none. */
const SCRIPT = existsSync(builtFile("shop-browser.js"))
  ? readAsset([builtFile("shop-browser.js")], "shop.js", "text/javascript; charset=utf-8")
  : undefined;

export const STYLE_PATH = STYLE.path;
export const ICON_PATH = ICON.path;
export const SCRIPT_PATH = SCRIPT?.path;

/** `under` is the part of the address that leads a balancer to the tier which has the asset. */
export function readAsset(files: readonly string[], name: string, type: string, under = ""): Asset {
  const content = Buffer.concat(files.map((file) => readFileSync(file)));
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  return { path: `${under}/assets/${hash}/${name}`, type, content };
}

export function assetRoutes(assets: readonly (Asset | undefined)[] = [STYLE, ICON, SCRIPT]): Router {
  const router = Router();
  for (const asset of assets) {
    if (!asset) continue;
    router.get(asset.path, (_request, response) => {
      response.set({ "content-type": asset.type, "cache-control": "public, max-age=31536000, immutable" });
      response.send(asset.content);
    });
  }
  return router;
}
