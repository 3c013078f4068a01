import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seriousFindingsInBothThemes } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";
import type { FixtureUser } from "#tests/support/world.ts";

import { capacityOf, checksInTrouble, shopsOfBoth } from "./project-world.ts";

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  const now = Date.now();
  await checksInTrouble(stack.database.db, stack.world, now);
  await shopsOfBoth(stack.database, stack.world, now);
  await capacityOf(stack.database, stack.world, now);
  await openIncident();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function open(path: string, user: FixtureUser, options = {}) {
  const { context, complaints } = await openContext(browser, options);
  await signIn(context, stack.extranetUrl, user);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}${path}`);
  return { page, complaints, close: () => context.close() };
}

async function openIncident() {
  const { page, close } = await open("/projects/popgom/incidents", stack.world.support);
  await page.fill("input[name=title]", "Le paiement échoue");
  await page.getByRole("button", { name: "Ouvrir l’incident" }).click();
  await page.getByText("Incident ouvert.").waitFor();
  await close();
}

test("the client sees an open incident on the project's home, and follows it", async () => {
  const { page, complaints, close } = await open("/projects/popgom", stack.world.viewer);
  await page.locator(".banner", { hasText: "Le paiement échoue" }).getByRole("link").click();

  await page.getByRole("article", { name: "Le paiement échoue" }).getByText("Service dégradé depuis").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

/** The page of the shop and the tile of the home each have a sentence for it. */
const UNKNOWN = /ommandes (sont )?inconnues/;

/** Of each page a text that says that it is there whole, and the forms that are opened on it. */
const PAGES: readonly { path: string; says: string | RegExp; opened?: readonly string[] }[] = [
  { path: "/projects/popgom", says: "Le paiement échoue" },
  { path: "/projects/popgom/incidents", says: "Le paiement échoue" },
  { path: "/projects/popgom/storefront", says: "De la visite à la commande" },
  { path: "/projects/popgom/checks", says: "Plus personne ne regarde" },
  { path: "/projects/popgom/checks", says: "premier octet 80", opened: ["Ajouter une sonde", "Modifier cette sonde"] },
  { path: "/projects/popgom/capacity", says: /Juste|Trop (bas|haut)/, opened: ["treize mois"] },
  { path: "/projects/vitrine/storefront", says: UNKNOWN },
  { path: "/projects/vitrine", says: UNKNOWN },
];

test.each([1440, 390])("at %i px no page has a serious finding of axe in either theme, nor scrolls sideways", {
  timeout: 180_000,
}, async (width) => {
  const { page, complaints, close } = await open("/", stack.world.support, { viewport: { width, height: 900 } });
  for (const { path, says, opened = [] } of PAGES) {
    await page.goto(`${stack.extranetUrl}${path}`);
    await page.getByText(says).first().waitFor();
    for (const form of opened) await page.locator("summary", { hasText: form }).click();

    expect(await seriousFindingsInBothThemes(page), path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
  }
  expect(complaints).toEqual([]);
  await close();
});

test("the home says what runs short first; without scripts staff choose how careful dates are, and everybody reads them", async () => {
  const { page, close } = await open("/projects/popgom", stack.world.pm, { javaScriptEnabled: false });
  await page.getByText(/Un seul manque est prévu avant le .*le disque \/var de db-1/).waitFor();
  await page.getByRole("link", { name: "Voir les prévisions" }).click();
  const row = page.locator(".remaining tbody tr").first();
  const before = await row.innerText();
  expect(before).toMatch(/db-1 disque \/var[\s\S]*sur 40\sGo/);

  await page.fill("input[name=leadDays]", "1");
  await page.selectOption("select[name=stance]", "expected");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Prudence des dates enregistrée.").waitFor();
  expect(await row.innerText()).not.toBe(before);
  await page.getByRole("button", { name: "Recalculer" }).click();
  await page.getByText("une prévision gardée ne change plus").waitFor();
  await close();
});

test("by its form a check whose probe fell silent is visited from here again", async () => {
  const { page, complaints, close } = await open("/projects/popgom/checks", stack.world.support);
  const row = page.locator("tr", { hasText: "Accueil de la boutique" });
  await row.getByText("la machine web-1").waitFor();
  await page.getByText("Modifier cette sonde").click();
  await page.locator("details[open] select[name=sourceId]").selectOption({ label: "d’ici" });
  await page.getByRole("button", { name: "Enregistrer la sonde" }).click();
  await page.getByText("Enregistré.").first().waitFor();

  await row.getByText("d’ici").waitFor();
  expect(complaints).toEqual([]);
  await close();
});
