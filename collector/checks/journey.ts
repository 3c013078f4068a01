import type { Browser, BrowserContext, Page } from "playwright-core";

import type { Evidence, JourneyTarget } from "#domain/checks/check.ts";

import { type AddressRule, destinationOf } from "./address.ts";
import { openJourneyBrowser } from "./browser.ts";
import { Stopwatch } from "./connection.ts";
import { keepEvidence } from "./evidence.ts";
import { type FilteringProxy, startFilteringProxy } from "./filtering-proxy.ts";
import { type Bought, STEPS } from "./journey-steps.ts";
import { endedByAddress, type Look, LookEnded } from "./result.ts";
import { Visit } from "./visit.ts";

/** Opens the hidden test product and centre, and cancels a test order: the shop's own secret, sent to the shop alone. */
export const SECRET_HEADER = "x-shop-test";
const CANCEL_WITHIN_MS = 5_000;

export interface JourneySettings {
  /** Empty where the shop needs none. */
  readonly secret: string;
  /** Where the picture of a failure is kept, and under which instant. */
  readonly directory: string;
  readonly at: number;
}

/**
 * Buys the test product in a browser and cancels the order again, whatever happened. Timings are those of the steps. Never throws;
 * `signal` ends it as a time-out. A browser that does not start or breaks down is our blindness.
 */
export async function journey(
  target: JourneyTarget,
  rule: AddressRule,
  signal: AbortSignal,
  settings: JourneySettings,
): Promise<Look> {
  const proxy = await startFilteringProxy(rule);
  let browser: Browser | undefined;
  try {
    browser = await openJourneyBrowser(proxy.url);
    return await visited(browser, proxy, target, signal, settings);
  } catch (error) {
    console.error("the browser of the journey failed", error);
    return { outcome: "blind", reason: "browser", timings: {}, evidence: {} };
  } finally {
    await browser?.close().catch(() => undefined);
    proxy.close();
  }
}

async function visited(
  browser: Browser,
  proxy: FilteringProxy,
  target: JourneyTarget,
  signal: AbortSignal,
  settings: JourneySettings,
): Promise<Look> {
  const context = await shopContext(browser, target, settings);
  const page = await context.newPage();
  const lines = linesOf(page);
  const watch = new Stopwatch();
  const bought: Bought = {};
  let step = "";
  let ended: LookEnded | null = null;
  let kept: Evidence = {};
  try {
    const visit = new Visit(page, target.url.replace(/\/*$/, "/"));
    for (const { name, take } of STEPS) {
      step = name;
      await watch.time(name, () => beforeEnd(signal, take(visit, bought)));
    }
  } catch (error) {
    ended = endOf(error, proxy, target);
    const screenshot = await page.screenshot({ timeout: CANCEL_WITHIN_MS }).catch(() => null);
    kept = { ...keepEvidence(settings.directory, settings.at, { screenshot, lines }), step };
  }
  const isCancelled = await cancelled(context, target, bought);
  const evidence = { ...kept, orderNumber: bought.orderNumber, isCancelled };
  if (ended) return { outcome: ended.outcome, reason: ended.reason, timings: watch.timings, evidence };
  const total = Object.values(watch.timings).reduce((sum, one) => sum + one, 0);
  const isSlow = total > target.slowMs;
  return { outcome: isSlow ? "slow" : "ok", reason: isSlow ? "slow" : null, timings: watch.timings, evidence };
}

/** The secret goes to the shop's own origin only, never to what its pages may fetch elsewhere. */
async function shopContext(
  browser: Browser,
  { url }: JourneyTarget,
  { secret }: JourneySettings,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: "fr-FR",
    viewport: { width: 1280, height: 900 },
    serviceWorkers: "block",
  });
  const { origin } = new URL(url);
  await context.route(
    (asked) => asked.origin === origin,
    (route) => route.continue({ headers: { ...route.request().headers(), [SECRET_HEADER]: secret } }),
  );
  return context;
}

/** What the browser said, newest last. */
function linesOf(page: Page): string[] {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => lines.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => lines.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) lines.push(`${response.status()}: ${response.url()}`);
  });
  return lines;
}

/** The order is cancelled by its number, or, where the journey broke off after placing it, by the basket's own cookie. */
async function cancelled(context: BrowserContext, { url }: JourneyTarget, bought: Bought): Promise<boolean> {
  const page = await context.newPage().catch(() => null);
  if (!page) return false;
  try {
    const number = bought.orderNumber ?? "";
    const address = new URL("commande/essai/annuler", url.replace(/\/*$/, "/")).href;
    await page.goto(new URL("/healthz", url).href, { timeout: CANCEL_WITHIN_MS });
    return await page.evaluate(
      async ([to, body]) =>
        (await fetch(to ?? "", { method: "POST", body: new URLSearchParams({ number: body ?? "" }) })).ok,
      [address, number],
    );
  } catch {
    return false;
  }
}

function beforeEnd<T>(signal: AbortSignal, step: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new LookEnded("failed", "timeout"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    step.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** What the browser cannot tell apart, the proxy can: whether the shop did not answer or we may not go there. */
function endOf(error: unknown, { refusals }: FilteringProxy, { url }: JourneyTarget): LookEnded {
  const parsed = destinationOf(url);
  if ("refused" in parsed) return endedByAddress(parsed.refused);
  const refused = refusals.get(`${parsed.to.host}:${parsed.to.port}`);
  if (refused) return endedByAddress(refused);
  if (error instanceof LookEnded) return error;
  const message = error instanceof Error ? error.message : "";
  if (/crash|Target (page, context or browser has been )?closed/i.test(message))
    return new LookEnded("blind", "browser");
  if (error instanceof Error && error.name === "TimeoutError") return new LookEnded("failed", "timeout");
  return new LookEnded("failed", "connectionFailed");
}
