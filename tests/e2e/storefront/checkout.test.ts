import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seedCentres } from "#storefront/centres/seed.ts";
import { seriousFindings, sidewaysPixels } from "#tests/support/axe.ts";
import { openBrowser, openContext } from "#tests/support/browser.ts";
import { SHELF } from "../../storefront/fixtures.ts";
import { withShop } from "../../storefront/support.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A page suits axe and needs no scrolling sideways. */
async function expectSound(page: Page, what: string): Promise<void> {
  expect(await seriousFindings(page), what).toEqual([]);
  expect(await sidewaysPixels(page), what).toBe(0);
}

async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel("Prénom et nom").fill("Camille Robin");
  await page.getByLabel("Adresse e-mail").fill("camille@example.com");
  await page.getByLabel("Téléphone").fill("06 12 34 56 78");
  await page.getByLabel("Adresse", { exact: true }).fill("12 rue des Tilleuls");
  await page.getByLabel("Code postal").fill("44000");
  await page.getByLabel("Ville").fill("Nantes");
}

test.each([1440, 390])("from the basket to the payment each page suits axe and fits into %i px", (width) =>
  withShop(async ({ url, db }) => {
    await seedCentres(db);
    const { context, complaints } = await openContext(browser, { viewport: { width, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${url}/panier`);
    await expectSound(page, "the empty basket");

    for (const slug of [SHELF.zephyr.slug, SHELF.boreal.slug]) {
      await page.goto(`${url}/pneus/${slug}`);
      await page.getByRole("button", { name: "Ajouter au panier" }).click();
    }
    expect(await page.textContent(".basket-count")).toBe("8");
    await page.getByLabel("Quantité, Nordane").selectOption("6");
    await page.getByRole("button", { name: "Mettre à jour" }).last().click();
    expect(await page.textContent(".basket-left")).toContain("Il ne reste que 4 pneus Nordane Boréal");
    await expectSound(page, "a basket that wants too many");
    await page.getByRole("button", { name: "Retirer Nordane" }).click();
    await page.getByRole("link", { name: "Commander" }).click();

    await expectSound(page, "the address");
    await page.locator("form.fields").evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.getByRole("button", { name: "Continuer" }).click();
    await expectSound(page, "the address, refused");
    expect(await page.getByLabel("Ville").getAttribute("aria-describedby")).toBe("problem-town");
    await fillAddress(page);
    await page.getByRole("button", { name: "Continuer" }).click();

    expect(await page.textContent(".near-centres legend")).toContain("44000");
    await expectSound(page, "the centres");
    await page.getByRole("button", { name: "Choisir ce centre" }).click();
    await expectSound(page, "the appointments");
    await page.locator("[name=slot]:enabled").nth(3).check();
    await page.getByRole("button", { name: "Continuer" }).click();

    await expectSound(page, "the recapitulation");
    await page.getByLabel("J’ai lu et j’accepte").check();
    await page.getByRole("button", { name: "Commander et payer" }).click();
    await page.waitForURL(/\/paiement\//);
    expect(await page.locator("button[name=outcome]").count()).toBeGreaterThan(3);
    await context.close();
    // The browser itself names the answer to the refused form.
    expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
  }));
