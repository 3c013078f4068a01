import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seriousFindings, sidewaysPixels } from "#tests/support/axe.ts";
import { openBrowser, openContext } from "#tests/support/browser.ts";
import { SHELF } from "../../storefront/fixtures.ts";
import { withShop } from "../../storefront/support.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const PAGES = [
  "/",
  "/es/",
  "/pneus?width=205&ratio=55&diameter=16",
  "/pneus?make=Renault",
  `/pneus/${SHELF.zephyr.slug}`,
  "/pneus/aucun",
  "/mentions-legales",
  "/es/condiciones",
];

test.each([1440, 390])("every page of the catalogue suits axe and fits into %i px", (width) =>
  withShop(async ({ url }) => {
    const { context, complaints } = await openContext(browser, { viewport: { width, height: 844 } });
    const page = await context.newPage();
    for (const path of PAGES) {
      await page.goto(url + path);
      expect(await seriousFindings(page), path).toEqual([]);
      expect(await sidewaysPixels(page), path).toBe(0);
    }
    await context.close();
    // The browser itself names the one address that is none.
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
  }));

test("without JavaScript a shopper finds a tyre by dimension, narrows the search and may put four in the basket", () =>
  withShop(async ({ url }) => {
    const { context } = await openContext(browser, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(url);
    await page.selectOption("select[name=width]", "205");
    await page.selectOption("select[name=ratio]", "55");
    await page.selectOption("select[name=diameter]", "16");
    await page.click(".finder button");
    expect(await page.textContent("[role=status]")).toBe("5 pneus trouvés");

    await page.click(".filters a:has-text('Hiver')");
    expect(await page.textContent("[role=status]")).toBe("1 pneu trouvé");

    await page.click(".card a");
    expect(await page.textContent("h1")).toBe("Nordane Boréal");
    expect(await page.textContent(".stock")).toBe("Plus que 4 en stock");
    expect(await page.locator("form.add input[name=product]").getAttribute("value")).toBe(SHELF.boreal.slug);
    expect(await page.locator("form.add input[name=quantity]:checked").getAttribute("value")).toBe("4");
    await context.close();
  }));

test("the largest part of home and results is painted within a second", () =>
  withShop(async ({ url }) => {
    const { context } = await openContext(browser);
    const page = await context.newPage();
    await page.goto(url);
    for (const path of ["/", "/pneus"]) {
      await page.goto(url + path);
      const painted = await page.evaluate(
        () =>
          new Promise<number>((settle) => {
            new PerformanceObserver((list) => settle(list.getEntries().at(-1)?.startTime ?? Infinity)).observe({
              type: "largest-contentful-paint",
              buffered: true,
            });
          }),
      );
      expect(painted, path).toBeLessThan(1_000);
    }
    await context.close();
  }));
