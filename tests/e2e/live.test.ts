import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { saveConfig } from "#agent/config.ts";
import { sourceTokens } from "#db/schema/sources.ts";
import { newToken } from "#domain/machines/tokens.server.ts";
import { seriousFindingsInBothThemes } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { startProgram, type TestProgram } from "#tests/support/program.ts";
import { ROOT, type Stack, startStack } from "#tests/support/stack.ts";
import type { FixtureUser } from "#tests/support/world.ts";

let stack: Stack;
let browser: Browser;
let agent: TestProgram;
let agentData: string;

/** This machine's own agent speaks for web-1: real values, which move. */
beforeAll(async () => {
  stack = await startStack();
  const { token, hash } = newToken();
  await stack.database.db
    .insert(sourceTokens)
    .values({ sourceId: stack.world.web1.sourceId, tokenHash: hash, createdAt: new Date() });
  agentData = mkdtempSync(join(tmpdir(), "timonerie-agent-"));
  saveConfig({ dataDirectory: agentData, url: new URL(stack.collectorUrl), token, intervalSeconds: 10 });
  agent = await startProgram({
    script: join(ROOT, "build/agent.cjs"),
    args: ["run", "--data", agentData],
    env: stack.env,
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await agent?.stop();
  await stack?.stop();
  if (agentData) rmSync(agentData, { recursive: true, force: true });
});

async function open(path: string, user: FixtureUser, options = {}) {
  const { context, complaints } = await openContext(browser, options);
  await signIn(context, stack.extranetUrl, user);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}${path}`);
  return { page, complaints, close: () => context.close() };
}

/** Text of the readouts of the charts, each time one of them changes, for so long. A busy processor stays at 100 %. */
function readouts(page: Page, forMs: number): Promise<string[]> {
  return page.evaluate(
    (ms) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const look = () => {
          const text = [...document.querySelectorAll(".recorder-row .readout")].map((b) => b.textContent).join(" ");
          if (text !== seen.at(-1)) seen.push(text);
        };
        const timer = setInterval(look, 50);
        setTimeout(() => {
          clearInterval(timer);
          resolve(seen);
        }, ms);
      }),
    forMs,
  );
}

test("the page of a machine moves every second while it is open, without being loaded again", async () => {
  const { page, complaints, close } = await open("/projects/popgom/machines/web-1", stack.world.viewer);
  await page.reload();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  // The agent learns of the watch from the answer to its next push, at most 10 s away.
  await page.waitForTimeout(14_000);
  const seen = await readouts(page, 8_000);

  expect(seen.length, seen.join(" | ")).toBeGreaterThanOrEqual(5);
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

test("a home tells that the machines are no longer heard, keeps their values, and tells when they are", async () => {
  const { page, close } = await open("/projects/popgom", stack.world.viewer);
  const tile = page.locator(".tile", { hasText: "web-1" });
  await tile.locator(".tile-value", { hasText: "%" }).first().waitFor();

  await stack.collector.kill();
  await page.getByText("Les mesures n’arrivent plus depuis").waitFor({ timeout: 10_000 });
  expect(await tile.locator(".tile-value").first().textContent()).toContain("%");

  await stack.restartCollector();
  await page.getByText("Les mesures n’arrivent plus depuis").waitFor({ state: "detached", timeout: 15_000 });
  await close();
});

test("the wall filters by its address and by its keys", async () => {
  const { page, close } = await open("/wall", stack.world.support);
  expect(await page.locator("tbody tr").count()).toBe(11);

  // The key works once the page's scripts do.
  await expect
    .poll(async () => {
      await page.keyboard.press("/");
      return page.evaluate(() => document.activeElement?.tagName);
    })
    .toBe("INPUT");
  await page.keyboard.type("vitrine");
  await page.waitForURL(/q=vitrine/);
  await expect.poll(() => page.locator("tbody tr").count()).toBe(2);
  await page.locator("h1").click();
  await page.keyboard.press("j");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("A");
  await close();
});

test("pages are whole before any script", async () => {
  const { page, close } = await open("/projects/popgom", stack.world.viewer, { javaScriptEnabled: false });

  expect(await page.locator(".tile").count()).toBe(9);
  await page.goto(`${stack.extranetUrl}/projects/popgom/machines?role=db`);
  expect(await page.locator("tbody tr").count()).toBe(2);
  await close();
});

const PAGES = [
  "/projects/popgom",
  "/projects/popgom/machines",
  "/projects/popgom/machines/web-1",
  "/projects/popgom/machines/web-1?view=cpu&range=1h",
  "/projects/popgom/machines/db-1",
  "/projects",
  "/wall",
];

test.each([
  "/projects/popgom",
  "/projects/popgom/machines",
  "/projects",
  "/wall",
])("%s does not jump between the server's page and the first live samples", async (path) => {
  const { page, close } = await open("/projects", stack.world.support);
  await page.addInitScript(() => {
    const shifts: number[] = Object.assign(window, { shifts: [] as number[] }).shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${stack.extranetUrl}${path}`);
  await page.waitForTimeout(1_500);

  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
  await close();
});

test("no page has a serious finding of axe in either theme", { timeout: 120_000 }, async () => {
  const { page, close } = await open("/projects", stack.world.support);
  for (const path of PAGES) {
    await page.goto(`${stack.extranetUrl}${path}`);
    expect(await seriousFindingsInBothThemes(page), path).toEqual([]);
  }
  await close();
});
