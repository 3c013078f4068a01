import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seriousFindingsInBothThemes } from "#tests/support/axe.ts";
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

test("Ctrl K, a piece of a name, an arrow and Enter lead to a machine", async () => {
  const { page, complaints, close } = await open("/projects/popgom", stack.world.viewer);
  const field = page.getByRole("combobox", { name: "Rechercher" });
  // The key works once the page's scripts do.
  await expect
    .poll(async () => {
      await page.keyboard.press("Control+k");
      return field.evaluate((input) => input === document.activeElement);
    })
    .toBe(true);
  await page.keyboard.type("db-");
  await page.getByRole("option", { name: "db-2" }).waitFor();
  expect(await page.getByRole("option", { name: "db-1" }).getAttribute("aria-selected")).toBe("true");

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/projects\/popgom\/machines\/db-2$/);
  expect(complaints).toEqual([]);
  await close();
});

test("a search without scripts has a page of its own, where what is foreign is absent", async () => {
  const { page, close } = await open("/search?q=web-1", stack.world.viewer, { javaScriptEnabled: false });

  expect(await page.locator(".search-results a").allTextContents()).toEqual(["web-1"]);
  await page.fill("#search-field", "vitrine");
  await page.click(".search-form button[type=submit]");
  await page.getByText("Rien ne porte").waitFor();
  await close();
});

test("a mark that an approver puts stands in the list of the charts' window", async () => {
  const { page, close } = await open("/projects/popgom/events", stack.world.approver);
  await page.fill("input[name=title]", "Version 5.12");
  await page.getByRole("button", { name: "Poser le repère" }).click();
  await page.getByText("Repère posé.").waitFor();

  await page.goto(`${stack.extranetUrl}/projects/popgom/measures?range=1h`);
  await page.locator(".mark-list", { hasText: "Version 5.12" }).waitFor();
  await close();
});

const PAGES = [
  "/projects/popgom/measures",
  "/projects/popgom/applications/boutique",
  "/projects/popgom/events",
  "/measures",
  "/search?q=db",
];

test("no page has a serious finding of axe in either theme", { timeout: 120_000 }, async () => {
  const { page, close } = await open("/projects", stack.world.support);
  for (const path of PAGES) {
    await page.goto(`${stack.extranetUrl}${path}`);
    expect(await seriousFindingsInBothThemes(page), path).toEqual([]);
  }
  await close();
});
