import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { pathOf } from "#storefront/paths.ts";
import { seriousFindings, sidewaysPixels } from "#tests/support/axe.ts";
import { openBrowser, openContext } from "#tests/support/browser.ts";
import { SHELF } from "../../storefront/fixtures.ts";
import { orderOf, placedOrder } from "../../storefront/payment/paying.ts";
import { withShop } from "../../storefront/support.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const { slug } = SHELF.zephyr;

test.each([
  [1440, "fr"],
  [390, "fr"],
  [390, "es"],
] as const)("payment, confirmation and tracking suit axe and fit into %i px, in %s", (width, language) =>
  withShop(async (shop) => {
    const { context, complaints } = await openContext(browser, {
      viewport: { width, height: 844 },
    });
    const page = await context.newPage();
    const look = async (name: string) => {
      expect(await seriousFindings(page), name).toEqual([]);
      expect(await sidewaysPixels(page), name).toBe(0);
    };
    for (const [outcome, name] of [
      ["abandon", "cancelled"],
      ["late", "awaiting"],
    ] as const) {
      await page.goto(shop.url + (await placedOrder(shop, { language, slug })).payUrl);
      await page.click(`button[value=${outcome}]`);
      await look(name);
    }
    const { number, payUrl } = await placedOrder(shop, { language, slug });
    await page.goto(shop.url + payUrl);
    await look("payment");
    await page.click("button[value=challenge]");
    await look("challenge");
    await page.click("button[value=refuse]");
    await look("refused");
    await page.click(".order-actions button");
    await page.click("button[value=success]");
    expect(await page.getAttribute("[data-order-number]", "data-order-number")).toBe(number);
    await look("confirmation");
    await page.click(".order-actions a");
    await look("tracking");
    await page.click(`.order-actions a[href='${pathOf("cancellation", language)}']`);
    await look("cancellation");
    await page.click("main form button");
    await look("cancel-requested");
    await page.click(".order-actions button[name=other]");
    await look("search");
    await page.fill("input[name=number]", number);
    await page.fill("input[name=email]", "somebody@example.test");
    await page.click(".track-form button");
    await look("not-found");
    await page.fill("input[name=email]", (await orderOf(shop, number)).email);
    await page.click(".track-form button");
    expect(await page.textContent(".order-number strong")).toBe(number);
    await context.close();
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
  }));
