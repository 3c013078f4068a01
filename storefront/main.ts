import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { openShopDatabase } from "./db/client.ts";
import { migrateShop } from "./db/migrate.ts";
import { ShopFigures } from "./figures/figures.ts";
import { shopFile } from "./files.ts";
import { runs } from "./roles.ts";
import { SEEDS } from "./seeds.ts";
import { createShop } from "./server.ts";
import { shopSettings } from "./settings.ts";
import { WORKER_MODULES } from "./workers.ts";

/** The shop's program: migrates, seeds what is missing, listens, stops cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const settings = shopSettings(process.env);
  const handle = openShopDatabase(settings.databaseUrl);
  await migrateShop(settings.databaseUrl, shopFile("db/migrations"), async () => {
    for (const seed of SEEDS) await seed(handle.db);
  });
  const shop = { settings, db: handle.db, figures: new ShopFigures() };
  const server = createShop(shop).listen(settings.port, settings.host);
  await new Promise<void>((listening, failed) => server.once("listening", listening).once("error", failed));
  const workers = WORKER_MODULES.filter(({ tiers }) => runs(settings.role, tiers)).map(({ start }) => start(shop));
  console.log(`shop: listening on ${settings.host}:${(server.address() as AddressInfo).port} as ${settings.role}`);

  let isEnding = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, async () => {
      if (isEnding) return;
      isEnding = true;
      await closed(server);
      await Promise.all(workers.map((worker) => worker.stop()));
      await handle.close();
      process.exit(0);
    });
  }
}

/** Answers what is under way, then stops listening; idle connections are not waited for. */
function closed(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle());
    server.closeIdleConnections();
  });
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
