import { readFileSync } from "node:fs";
import { join } from "node:path";

import { createDatabase } from "#db/create.ts";
import { StartRefused } from "#db/start-refused.ts";
import type { ProgramPlan } from "./program.ts";
import { makeShopSecrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** The demo's shop, on a database of its own beside ours; undefined where TIMONERIE_DEMO is off. */
export async function shopPlan(
  settings: Settings,
  databaseUrl: string,
  host: string,
  pushToken: string | undefined,
): Promise<ProgramPlan | undefined> {
  if (settings.demo === "off") return undefined;
  const shopDatabaseUrl = process.env.SHOP_DATABASE_URL || besides(databaseUrl);
  await createDatabase(shopDatabaseUrl).catch((error: Error) => {
    throw new StartRefused(`The shop's database cannot be made (${error.message}). Set SHOP_DATABASE_URL.`);
  });
  makeShopSecrets(settings.data);
  return {
    name: "shop",
    script: join(settings.root, "build/shop.js"),
    env: {
      ...process.env,
      NODE_ENV: "production",
      SHOP_DATABASE_URL: shopDatabaseUrl,
      SHOP_HOST: settings.host,
      SHOP_PORT: String(settings.shopPort),
      SHOP_URL: process.env.SHOP_URL || shopUrl(settings),
      // The demo's orders live a day in a minute, so that they move before one's eyes.
      SHOP_WORKFLOW_DAY_SECONDS: process.env.SHOP_WORKFLOW_DAY_SECONDS || "60",
      SHOP_SECRET: readFileSync(join(settings.data, "shop.secret"), "utf8").trim(),
      SHOP_TEST_SECRET: readFileSync(join(settings.data, "shop-test.secret"), "utf8").trim(),
      ...(pushToken && { SHOP_PUSH_URL: `http://${host}:${settings.collectorPort}`, SHOP_PUSH_TOKEN: pushToken }),
      SHOP_ADMIN_PASSWORD: process.env.SHOP_ADMIN_PASSWORD || shopAdminPassword(settings),
    },
    health: `http://${host}:${settings.shopPort}/healthz`,
  };
}

/** Who shops in the demo. They come when all else is up, and know of the shop only its address. */
export function shoppersPlan(settings: Settings, host: string): ProgramPlan {
  return {
    name: "shoppers",
    script: join(settings.root, "build/shoppers.js"),
    env: { ...process.env, NODE_ENV: "production", SHOP_URL: `http://${host}:${settings.shopPort}` },
  };
}

/** Where the shop is opened by a person who sits here. */
export function shopUrl(settings: Settings): string {
  return `http://localhost:${settings.shopPort}`;
}

/** Of the owner's pages, made at the first start. */
export function shopAdminPassword({ data }: Settings): string {
  return readFileSync(join(data, "shop-admin.password"), "utf8").trim();
}

function besides(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.pathname = "/popgom_shop";
  return url.href;
}
