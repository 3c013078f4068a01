import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seedCentres } from "#storefront/centres/seed.ts";
import { seriousFindings, sidewaysPixels } from "#tests/support/axe.ts";
import { openBrowser, openContext } from "#tests/support/browser.ts";
import { withShop } from "../../storefront/support.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const LISTS = ["/centres", "/centres?q=lyon", "/centres?q=06000", "/centres?q=Marseile", "/es/talleres?q=castellon"];

test.each([1440, 390])("lists, maps and a centre's page suit axe and fit into %i px", (width) =>
  withShop(async ({ url, db }) => {
    await seedCentres(db);
    const { context, complaints } = await openContext(browser, { viewport: { width, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${url}/centres?q=lyon`);
    const detail = await page.locator(".centre-card h3 a").first().getAttribute("href");
    for (const path of [...LISTS, detail ?? ""]) {
      await page.goto(url + path);
      expect(await seriousFindings(page), path).toEqual([]);
      expect(await sidewaysPixels(page), path).toBe(0);
    }
    await context.close();
    expect(complaints).toEqual([]);
  }));

test("without JavaScript a shopper corrects a town, takes a centre from the map by keyboard and keeps it", () =>
  withShop(async ({ url, db }) => {
    await seedCentres(db);
    const { context } = await openContext(browser, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${url}/centres`);
    await page.fill(".centre-finder input", "Marseile");
    await page.click(".centre-finder button");
    await page.click(".centres-spellings a:has-text('Marseille')");
    expect(await page.textContent("h1")).toBe("Centres de montage près de Marseille");

    const third = await page.locator(".centre-card h3 a").nth(2).getAttribute("href");
    await page.locator(".map a[aria-label^='3. ']").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(url + third);
    const name = (await page.textContent("h1")) ?? "";

    await page.click(".choose button");
    await page.waitForURL(`${url}/panier`);
    expect(await page.textContent("main")).toContain(name);
    await context.close();
  }));
