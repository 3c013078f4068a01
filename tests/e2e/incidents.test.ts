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

test.each(
  ["/projects/popgom/incidents", "/projects/popgom"].flatMap((path) =>
    [1440, 390].flatMap((width) => (["light", "dark"] as const).map((theme) => [path, width, theme] as const)),
  ),
)("%s has no serious finding of axe at %i px in the %s theme", async (path, width, theme) => {
  const viewport = { width, height: 900 };
  const { page, close } = await open(path, stack.world.support, { colorScheme: theme, viewport });
  await page.getByText("Le paiement échoue").first().waitFor();

  expect(await seriousFindings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await close();
});
