import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { monthAt } from "#domain/availability/months.ts";
import { seriousFindingsInBothThemes } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { judgedService } from "#tests/support/judged-service.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";
import type { FixtureUser } from "#tests/support/world.ts";

const HOUR = 3_600_000;

let stack: Stack;
let browser: Browser;
let path = "";

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  const from = Math.floor((Date.now() - 72 * HOUR) / HOUR) * HOUR;
  await judgedService(stack.database.db, stack.world.project.id, { outage: { from, to: from + 20 * 60_000 } });
  path = `/projects/popgom/availability?month=${monthAt(from, "Europe/Paris")}`;
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function open(user: FixtureUser, options = {}) {
  const { context, complaints } = await openContext(browser, options);
  await signIn(context, stack.extranetUrl, user);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}${path}`);
  return { page, complaints, close: () => context.close() };
}

test("without scripts the sentence of an outage leads to its section, and so does its row", async () => {
  const { page, close } = await open(stack.world.viewer, { javaScriptEnabled: false });
  await page.getByRole("link", { name: "Voir les preuves" }).click();
  await page.waitForURL(/outage=\d+#outage$/);
  const section = page.locator("#outage");
  await section.getByRole("heading", { name: "Ce qui s’est passé" }).waitFor();
  await section.getByText("en échec pendant l’arrêt").waitFor();
  await section.getByRole("link", { name: "Capture de la page d’erreur" }).waitFor();
  await page.locator("tr", { hasText: "coupure" }).getByRole("rowheader").getByRole("link").click();
  await page.waitForURL(/outage=\d+#outage$/);
  await close();
});

test("without scripts a client contests an outage, and what was typed stays when a time was wrong", async () => {
  const { page, close } = await open(stack.world.approver, { javaScriptEnabled: false });
  await page
    .locator("tr", { hasText: "coupure" })
    .getByRole("link", { name: /^Contester/ })
    .click();
  const from = await page.inputValue("input[name=from]");
  expect(from).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00/);

  await page.fill("input[name=to][type=datetime-local]", from);
  await page.fill("textarea[name=text]", "Elle vendait encore.");
  await page.getByRole("button", { name: "Contester ce verdict" }).click();
  await page.getByText("La fin doit venir après le début.").first().waitFor();
  expect(await page.inputValue("textarea[name=text]")).toBe("Elle vendait encore.");

  await page.fill("input[name=to][type=datetime-local]", from.replace(/T(\d\d):00/, "T$1:20"));
  await page.getByRole("button", { name: "Contester ce verdict" }).click();
  await page.getByText("Contestation enregistrée.").waitFor();
  await page.getByText("Elle vendait encore.").waitFor();
  await close();
});

test("the page has no serious finding of axe in either theme", async () => {
  const { page, close } = await open(stack.world.support);
  await page.locator("#outage").getByText("Ce qui s’est passé").waitFor();
  expect(await seriousFindingsInBothThemes(page)).toEqual([]);
  await close();
});

test("on a phone nothing of it is wider than the screen", async () => {
  const { page, close } = await open(stack.world.support, { viewport: { width: 390, height: 844 } });
  await page.locator("#outage").getByText("Ce qui s’est passé").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await close();
});

// The last one: it takes the outage out of the month.
test("by keyboard alone the support re-classifies the outage, and the month keeps its promise whole", async () => {
  const { page, complaints, close } = await open(stack.world.support);
  await page
    .locator("tr", { hasText: "coupure" })
    .getByRole("link", { name: /^Reclasser/ })
    .focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/openedFrom=/);
  // By arrows: letters typed a second apart begin a new word, and a busy machine types so slowly.
  const verdict = page.locator("select[name=verdict]");
  // The form may be drawn anew while the page arrives, and its focus go with it: each key says where it goes.
  await expect
    .poll(async () => {
      await verdict.press("Home");
      const options = await verdict.locator("option").allInnerTexts();
      for (let step = 0; step < options.indexOf("en ligne"); step += 1) await verdict.press("ArrowDown");
      return verdict.locator("option:checked").innerText();
    })
    .toBe("en ligne");
  await verdict.press("Tab");
  await page.keyboard.type("Fausse alerte");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Reclassement noté.").first().waitFor();
  await page.getByText("coupure → en ligne").waitFor();
  expect(complaints).toEqual([]);
  await close();
});
