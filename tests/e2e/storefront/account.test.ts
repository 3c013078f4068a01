import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { hashOfPassword } from "#storefront/account/passwords.ts";
import { customers, orders } from "#storefront/db/schema/index.ts";
import { seriousFindings, sidewaysPixels } from "#tests/support/axe.ts";
import { openBrowser, openContext } from "#tests/support/browser.ts";
import { placedOrder } from "../../storefront/payment/paying.ts";
import { type TestShop, withShop } from "../../storefront/support.ts";

const EMAIL = "jeanne@example.com";
const PASSWORD = "quatre pneus bien gonflés";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function expectSound(page: Page, what: string): Promise<void> {
  expect(await seriousFindings(page), what).toEqual([]);
  expect(await sidewaysPixels(page), what).toBe(0);
}

/** A customer with one order. */
async function jeanne(shop: TestShop): Promise<void> {
  const [made] = await shop.db
    .insert(customers)
    .values({ email: EMAIL, name: "Jeanne Morel", passwordHash: await hashOfPassword(PASSWORD), createdAt: new Date() })
    .$returningId();
  await placedOrder(shop);
  await shop.db.update(orders).set({ customerId: made?.id });
}

test.each([1440, 390])("a customer's pages suit axe and fit into %i px", (width) =>
  withShop(async (shop) => {
    await jeanne(shop);
    const { context } = await openContext(browser, { viewport: { width, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${shop.url}/es/cuenta/contrasena?key=stale`);
    await expectSound(page, "a link that is over");
    await page.goto(`${shop.url}/compte`);
    await expectSound(page, "the sign-in");
    await page.getByLabel("Adresse e-mail").first().fill(EMAIL);
    await page.getByLabel("Mot de passe").fill("not this one, surely");
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expectSound(page, "a sign-in that was refused");
    await page.getByLabel("Mot de passe").fill(PASSWORD);
    await page.getByRole("button", { name: "Se connecter" }).click();

    expect(await page.locator(".account-orders li").count()).toBe(1);
    await expectSound(page, "the orders");
    await context.close();
  }));
