import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

import { balancerConfiguration } from "#bin/platform/balancer.ts";
import { startBalancer } from "#bin/platform/haproxy.ts";
import { stopProcess } from "#db/processes.ts";
import { openShopDatabase } from "#storefront/db/client.ts";
import { PATHS } from "#storefront/paths.ts";
import { ROLES, type Tier } from "#storefront/roles.ts";
import { createShop } from "#storefront/server.ts";
import { shopSettings } from "#storefront/settings.ts";
import { freePort } from "#tests/support/program.ts";
import { routesOf } from "../../storefront/routes.ts";

const TIERS = ROLES.filter((role): role is Tier => role !== "all");

test("the balancer sends every address of the shop to a tier that serves it", async () => {
  const served = await servedBy();
  const addresses = [...new Set([...served.keys(), ...Object.values(PATHS).flatMap(Object.values)])];
  expect(addresses.length).toBeGreaterThan(60);

  // As Express has it: whatever the capitals, whatever is asked of it.
  const asked = addresses.flatMap((path) =>
    [path, path.toUpperCase(), `${path}?next=checkout`].map((as) => ({ path, as })),
  );
  const chosen = await chosenTiers(asked.map(({ as }) => as.replace(/:\w+/g, "PG-2222-2222")));

  const lost = asked
    .map(({ path, as }, place) => ({ as, chosen: chosen[place] ?? "", serving: served.get(path) ?? [] }))
    .filter((one) => !one.serving.some((tier) => tier === one.chosen));
  expect(lost).toEqual([]);
}, 120_000);

test("an address that no rule knows is the web tier's, where it is not found in words", async () => {
  expect(await chosenTiers(["/nulle-part", "/es/pedid", "/assets/0123/shop.css"])).toEqual(["web", "web", "web"]);
}, 120_000);

/** The tiers that serve each address, as the routers of a process of each tier have it. */
async function servedBy(): Promise<Map<string, Tier[]>> {
  // Nothing is asked of it: no connection is opened.
  const { db, close } = openShopDatabase("mysql://root@127.0.0.1:1/none");
  const found = new Map<string, Tier[]>();
  for (const tier of TIERS) {
    const env = {
      SHOP_ROLE: tier,
      SHOP_SECRET: "0123456789abcdef",
      SHOP_DATABASE_URL: "mysql://root@127.0.0.1:1/none",
    };
    const routes = routesOf(createShop({ db, settings: shopSettings(env) }));
    for (const path of new Set(routes.map(({ path: one }) => one))) found.set(path, [...(found.get(path) ?? []), tier]);
  }
  await close();
  return found;
}

/** The tier that answers each address: a real HAProxy before servers that only say which tier they are. */
async function chosenTiers(paths: readonly string[]): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), "balancer-"));
  const servers = await Promise.all(TIERS.map(saying));
  const port = await freePort();
  const members = servers.map((server, place) => ({
    name: `${TIERS[place]}-1`,
    tier: TIERS[place] as Tier,
    port: (server.address() as AddressInfo).port,
  }));
  const balancer = startBalancer(directory, balancerConfiguration(port, members, { checks: false }));
  try {
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(
        () =>
          fetch(url).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 60_000 },
      )
      .toBe(200);
    const chosen: string[] = [];
    for (const path of paths) chosen.push(await (await fetch(url + path)).text());
    return chosen;
  } finally {
    if (balancer.pid !== undefined) await stopProcess(balancer.pid, 5_000);
    for (const server of servers) server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function saying(tier: Tier): Promise<Server> {
  const server = createServer((_request, response) => response.end(tier));
  return new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(server)));
}
