import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seriousFindings } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";
import type { FixtureUser } from "#tests/support/world.ts";

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
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

test("while a client writes a ticket, an article answers it in its place and nothing written is lost", async () => {
  const { page, complaints, close } = await open("/projects/popgom/tickets/new", stack.world.viewer);
  const written = "Le paiement d’un acheteur est refusé par sa banque";
  const summary = page.locator(".suggestions summary", { hasText: "Un paiement est refusé" });
  // What is typed is heard once the page's scripts are there.
  await expect
    .poll(
      async () => {
        await page.fill("textarea[name=text]", "");
        await page.fill("textarea[name=text]", written);
        return summary.waitFor({ timeout: 3_000 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await summary.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Depuis quand ?" }).waitFor();
  expect(await page.inputValue("textarea[name=text]")).toBe(written);
  await page.getByRole("button", { name: "Ma question est résolue" }).first().click();
  await page.getByText("Aucun ticket n’est ouvert").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("without scripts an article is changed, proposed, and its versions compared; a client reads what is published", async () => {
  const { page, close } = await open("/knowledge/110/edit", stack.world.support, { javaScriptEnabled: false });
  await page.fill("input[name=title]", "Un paiement est refusé : trois vérifications");
  await page.getByRole("button", { name: "Enregistrer la version" }).click();
  await page.getByText("Version enregistrée.").waitFor();
  await page.getByRole("button", { name: "Proposer à la relecture" }).click();
  await page.getByText("Fiche proposée à la relecture.").waitFor();
  await page.getByRole("link", { name: "2 versions" }).click();
  await page.locator(".difference ins", { hasText: "trois" }).waitFor();
  await close();

  const client = await open("/knowledge", stack.world.viewer, { viewport: { width: 390, height: 844 } });
  await client.page.getByRole("link", { name: "Un paiement est refusé : que vérifier" }).click();
  await client.page.getByRole("heading", { level: 1, name: "que vérifier" }).waitFor();
  expect(await client.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await seriousFindings(client.page)).toEqual([]);
  await client.close();
});
