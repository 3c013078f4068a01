import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect, onTestFailed } from "vitest";

import { type FixtureUser, PASSWORD } from "./world.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const LIVE_WITHIN_MS = 15_000;
const MOST_TEXT = 1_500;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Debian's Chromium, headless, with a fresh profile. Close it in afterAll. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error("Chromium is not installed: apt-get install chromium");
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/**
 * A context (cookies of its own) in French, 1440 wide, in which everything on the console that is an error is kept. A page
 * is gone to when it answers to keys and clicks, not when it is shown.
 */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  context.on("page", goesToLivePages);
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  context.on("weberror", (error) => void complaints.push(String(error.error())));
  if (expect.getState().currentTestName) onTestFailed(() => tellPages(context, complaints));
  return { context, complaints };
}

/** What the pages of a failed test showed: a test that waited in vain says only for what. */
async function tellPages(context: BrowserContext, complaints: readonly string[]): Promise<void> {
  for (const page of context.pages()) {
    const text = await page.locator("body").innerText({ timeout: 2_000 }).catch(String);
    console.info(`${page.url()}\n${text.slice(0, MOST_TEXT)}\nconsole: ${complaints.join("\n")}`);
  }
}

function goesToLivePages(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const answer = await goto(url, options);
    // Where its scripts do not come, and a test may hold them up, a page is what was sent.
    await page.waitForFunction(isLive, undefined, { timeout: LIVE_WITHIN_MS }).catch(() => undefined);
    return answer;
  };
}

/** In the browser: whether React has taken the page over, or has no part in it. */
function isLive(): boolean {
  const isOurs = "__remixContext" in globalThis;
  return !isOurs || Object.keys(globalThis.document.body).some((key) => key.startsWith("__reactProps"));
}

/** Signs in through the extranet's own address, without the form: its own test fills that in. */
export async function signIn(context: BrowserContext, extranetUrl: string, user: FixtureUser): Promise<void> {
  const answer = await context.request.post(`${extranetUrl}/api/auth/sign-in/email`, {
    headers: { origin: extranetUrl, "content-type": "application/json" },
    data: { email: user.email, password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(`${user.email} cannot sign in: ${answer.status()} ${await answer.text()}`);
}
