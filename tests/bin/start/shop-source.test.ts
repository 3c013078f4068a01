import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";

import { shopPushToken } from "#bin/start/shop-source.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";
import { ShopFigures } from "#storefront/figures/figures.ts";
import { readingOf } from "#storefront/figures/reading.ts";
import { Sender } from "#storefront/figures/sender.ts";
import { storedValues } from "#tests/collector/doors/stored.ts";
import { withCollector } from "#tests/collector/support.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "timonerie-shop-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const demo = () => ({ data, demo: "on" }) as const;

test("the demo's shop pushes as its application, with one token for all starts", () =>
  withCollector(async (collector) => {
    const token = await shopPushToken(collector.db, demo());
    expect(await shopPushToken(collector.db, demo())).toBe(token);

    const file = join(data, "secrets/shop-push.token");
    expect(readFileSync(file, "utf8")).toBe(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { shop } = collector.world.applications;
    const found = await collector.db.select().from(sources).where(eq(sources.applicationId, shop));
    expect(found).toHaveLength(1);

    const at = Date.now();
    await new Sender({ url: collector.url, token: token ?? "" }).send(readingOf(new ShopFigures(), undefined, at));

    expect(await storedValues(collector, found[0]?.id ?? 0)).toContain(`shop_visits_total ${at} 0`);
  }));

test("a revoked token is replaced at the next start", () =>
  withDatabase(async (db) => {
    await popgom(db);
    const token = await shopPushToken(db, demo());
    await db.update(sourceTokens).set({ revokedAt: new Date() });

    expect(await shopPushToken(db, demo())).not.toBe(token);
  }));

test("without demo there is no token and no source", () =>
  withDatabase(async (db) => {
    const { applications } = await popgom(db);

    expect(await shopPushToken(db, { data, demo: "off" })).toBeUndefined();
    expect(await db.$count(sources, eq(sources.applicationId, applications.shop))).toBe(0);
  }));

test("in a database without POPGOM the shop pushes nothing", () =>
  withDatabase(async (db) => {
    expect(await shopPushToken(db, demo())).toBeUndefined();
  }));
