import { desc, eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { database } from "#db/client.server.ts";
import { user } from "#db/schema/identity.ts";
import { ticketEntries } from "#db/schema/tickets.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { breachesOn, hostileWorld, shortOf } from "#tests/support/hostile-words.ts";
import { PAYLOADS } from "#tests/support/payloads.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date();
const ECHO = "planted/echo";

let extranet: TestExtranet;
let browser: Browser;

beforeAll(async () => {
  // The hole that this test is for: a page that prints what a thread says.
  const loader = async () => {
    const [entry] = await database()
      .select()
      .from(ticketEntries)
      .where(eq(ticketEntries.kind, "note"))
      .orderBy(desc(ticketEntries.id));
    return new Response(`<!doctype html><p>${entry?.text}`, { headers: { "content-type": "text/html" } });
  };
  extranet = await startExtranet([
    { id: ECHO, parentId: "root", path: ECHO, module: { default: undefined as never, loader } },
  ]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  closeLiveFeed();
  await extranet.close();
});

test(
  "a thousand hostile words in tickets, files, notices, articles and plans are shown as words (X4)",
  () =>
    withDatabase(async (db) => {
      expect(PAYLOADS.length).toBeGreaterThan(1_000);
      const world = await popgom(db, NOW);
      await db
        .update(user)
        .set({ name: shortOf(1) })
        .where(eq(user.id, world.viewer.id));
      const { number, articleId, interventionId } = await hostileWorld(db, world, NOW);
      const project = "/projects/popgom";
      const pages = [
        ...[project, `${project}/tickets`, `${project}/tickets/${number}`, "/tickets", "/notifications"],
        ...[`${project}/incidents`, `${project}/interventions`, `${project}/interventions/${interventionId}`],
        ...[`${project}/tickets/new?machine=${encodeURIComponent(shortOf(5))}`, "/knowledge"],
        ...[`/knowledge/${articleId}`, `/knowledge/${articleId}/edit`, `/knowledge/${articleId}/versions`],
        `/search?q=${encodeURIComponent(shortOf(9))}`,
      ];
      const staff = await pageOf(world.support.id);
      const found: string[] = [];
      for (const path of pages) found.push(...(await breachesOn(staff, extranet.url, path)));
      const client = await pageOf(world.viewer.id);
      for (const path of pages.slice(0, 6)) found.push(...(await breachesOn(client, extranet.url, path)));
      expect(found).toEqual([]);

      expect(await breachesOn(staff, extranet.url, `/${ECHO}`)).not.toEqual([]);
    }),
  120_000,
);

async function pageOf(userId: string): Promise<Page> {
  const context = await browser.newContext();
  const [name = "", value = ""] = (await extranet.signedInAs(userId)).split(/=(.*)/);
  await context.addCookies([{ name, value, url: extranet.url }]);
  return context.newPage();
}
