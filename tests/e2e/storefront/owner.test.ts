import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { stuckCount } from "#storefront/workflow/incidents.ts";
import { seriousFindings } from "#tests/support/axe.ts";
import { openBrowser, openContext } from "#tests/support/browser.ts";
import { bundleScripts } from "../../../bin/build.mjs";
import { NUMBERS, stuckAndWaiting } from "../../storefront/admin/stuck-orders.ts";
import { SHELF } from "../../storefront/fixtures.ts";
import { type TestShop, withShop } from "../../storefront/support.ts";

let browser: Browser;

beforeAll(async () => {
  await bundleScripts();
  browser = await openBrowser();
});
afterAll(() => browser.close());

const PAGES = [
  "/admin/commandes?essais=1",
  `/admin/commandes/${NUMBERS[0]}`,
  "/admin/parcours",
  "/admin/incidents",
  "/admin/stock?bas=1",
  `/admin/stock/${SHELF.boreal.slug}`,
  "/admin/centres",
  "/admin/centres/garage-du-quai",
];

test.each([1440, 390])("every page of the owner suits axe and fits into %i px", (width) =>
  withOwner({ viewport: { width, height: 844 } }, async (page, { url }) => {
    await page.goto(`${url}/admin`);
    expect(await seriousFindings(page)).toEqual([]);
    await enter(page);
    for (const path of PAGES) {
      await page.goto(url + path);
      if (path === "/admin/parcours") await page.waitForSelector(".count");
      if (path === "/admin/incidents") await page.locator("summary").first().click();
      expect(await seriousFindings(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
    }
  }));

test("the diagram shows who waits and who is stuck where, and leads there by mouse and by keyboard", () =>
  withOwner({}, async (page, { url }) => {
    await page.goto(`${url}/admin/parcours`);
    await enter(page);
    await page.waitForSelector(".count");

    const waiting = page.locator('.djs-overlays[data-container-id="supplier_answer"] .count');
    const stuck = page.locator('.djs-overlays[data-container-id="order_from_supplier"] .count');
    expect(await waiting.textContent()).toBe("1");
    expect((await stuck.textContent())?.replace(/\s/g, " ")).toBe("2 bloquées");
    expect(await page.locator(".count").count()).toBe(2);
    const [red] = await stuck
      .locator("span")
      .evaluateAll((spans) => spans.map((span) => getComputedStyle(span).backgroundColor));
    expect(red).toBe("rgb(201, 47, 22)");

    await stuck.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/admin/commandes?etape=order_from_supplier**");
    expect(await page.textContent("[role=status]")).toContain("2 commandes");

    await page.goBack();
    await page.waitForSelector(".count");
    await page.locator('[data-element-id="supplier_answer"] .djs-hit').first().click({ force: true });
    await page.waitForURL("**/admin/commandes?etape=supplier_answer**");
  }));

test("without JavaScript the table leads there, and ticked incidents are retried", () =>
  withOwner({ javaScriptEnabled: false }, async (page, { url, db }) => {
    await page.goto(`${url}/admin/parcours`);
    await enter(page);
    expect(await page.locator("#diagram").isVisible()).toBe(false);
    await page.click("text=Commander au fournisseur");
    expect(await page.textContent("[role=status]")).toContain("2 commandes");

    await page.goto(`${url}/admin/incidents`);
    for (const number of NUMBERS.slice(0, 2)) await page.getByLabel(`Cocher ${number}`).check();
    await page.click("text=Reprendre les commandes cochées");
    expect(await page.textContent("[role=status]")).toBe("2 commandes sont reprises.");
    expect(await stuckCount(db)).toBe(0);
  }));

/** A browser before a shop with stuck orders; nothing it is shown may break the policy or throw. */
function withOwner(options: BrowserContextOptions, use: (page: Page, shop: TestShop) => Promise<void>): Promise<void> {
  return withShop(async (shop) => {
    await stuckAndWaiting(shop.db);
    const { context, complaints } = await openContext(browser, options);
    await use(await context.newPage(), shop);
    await context.close();
    // The sign-in form answers 401 to who asks for a page before it.
    expect(complaints.filter((text) => !text.includes("401"))).toEqual([]);
  });
}

async function enter(page: Page): Promise<void> {
  await page.fill("[name=password]", "owner-of-the-tests");
  await page.click("text=Entrer");
  await page.waitForSelector("h1");
}
