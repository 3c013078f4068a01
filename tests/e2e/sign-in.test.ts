import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";
import { PASSWORD } from "#tests/support/world.ts";

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

test("somebody who signs in with the form is no longer sent to it", async () => {
  const { context, complaints } = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}/account`);
  expect(new URL(page.url()).pathname).toBe("/sign-in");

  await page.locator("input[type=email]").fill(stack.world.viewer.email);
  await page.locator("input[type=password]").fill(PASSWORD);
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");

  await page.goto(`${stack.extranetUrl}/sign-in`);
  expect(new URL(page.url()).pathname).not.toBe("/sign-in");
  expect(complaints).toEqual([]);
  await context.close();
});

test("a session taken without the form opens the same pages", async () => {
  const { context } = await openContext(browser);
  await signIn(context, stack.extranetUrl, stack.world.admin);

  const answer = await context.request.get(`${stack.extranetUrl}/account`);

  expect(new URL(answer.url()).pathname).toBe("/account");
  await context.close();
});
