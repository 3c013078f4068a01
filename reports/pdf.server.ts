import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--dns-prefetch-disable",
  // Nothing has an address: what slips past the page's own refusal finds no way out.
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--proxy-server=127.0.0.1:9",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
];

const LONGEST_MS = 30_000;
/** One at a time: a browser takes 130 MB. */
let last: Promise<unknown> = Promise.resolve();

/** A page that could not be printed: there is no browser, or it took too long. */
export class NotPrinted extends Error {}

export interface Printed {
  readonly pdf: Buffer;
  /** What the page asked for, beside its own data: nothing of it was answered. */
  readonly refused: readonly string[];
}

/**
 * Prints a page that holds all it needs (reportPage) as a tagged, bookmarked PDF on A4: in a browser of its own that lives
 * as long as the print, without scripts, and to which every request but data: is refused. Throws NotPrinted.
 */
export function printPdf(page: string, longestMs = LONGEST_MS): Promise<Printed> {
  const turn = last.then(() => printed(page, longestMs));
  last = turn.catch(() => undefined);
  return turn;
}

async function printed(html: string, longestMs: number): Promise<Printed> {
  const executablePath = PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new NotPrinted("Chromium is not installed: apt-get install chromium");
  // Chromium's sandbox cannot be set up by root.
  const args = process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS;
  const browser = await chromium.launch({ executablePath, headless: true, args, timeout: longestMs }).catch((error) => {
    throw new NotPrinted(String(error));
  });
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new NotPrinted(`not printed within ${longestMs} ms`)), longestMs);
  });
  try {
    return await Promise.race([printedBy(browser, html), tooLate]);
  } catch (error) {
    throw error instanceof NotPrinted ? error : new NotPrinted(String(error));
  } finally {
    clearTimeout(late);
    await browser.close();
  }
}

async function printedBy(browser: Browser, html: string): Promise<Printed> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true, serviceWorkers: "block" });
  const refused: string[] = [];
  await context.route(/^/, (route) => {
    const url = route.request().url();
    if (url.startsWith("data:")) return route.continue();
    refused.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  await page.setContent(html, { waitUntil: "load" });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  return { pdf, refused };
}
