import { eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outboxMails } from "#db/schema/notifications.ts";
import { statusSubscriptions } from "#db/schema/status.ts";
import { openIncident } from "#domain/incidents/commands.server.ts";
import { statusWorld } from "#tests/domain/status/world.ts";
import { seriousFindings, seriousFindingsInBothThemes } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";

const DAY = 24 * 3_600_000;
/** The collector looks every ten seconds. */
const TOLD = { timeout: 90_000, interval: 500 };
const PHONE = { width: 390, height: 844 };

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  const { project, pm, support } = stack.world;
  const now = Date.now();
  const { db } = stack.database;
  await statusWorld(db, project.id, pm, {
    changes: [
      [now - 80 * DAY, "up"],
      [now - 30 * DAY, "down"],
      [now - 29.9 * DAY, "up"],
      [now - 10 * DAY, "degraded"],
      [now - 9.9 * DAY, "up"],
    ],
  });
  const incident = { title: "Les courriels & avis tardent", impact: "degraded", startedAt: new Date(now) } as const;
  await openIncident(db, project.id, { ...support, address: null }, { ...incident, text: "Nous cherchons." });
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

test.each([1440, 390])("strangers read it %i px wide, nothing serious found in either theme", async (width) => {
  const { context, complaints } = await openContext(browser, { viewport: { width, height: PHONE.height } });
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}/status/popgom`);
  await page.getByRole("heading", { level: 1, name: /Les courriels & avis tardent \(depuis/ }).waitFor();
  await page.getByText("Lire les 90 jours en tableau").click();
  await page.getByRole("rowheader").first().waitFor();

  expect(await page.getByRole("rowheader").count()).toBe(90);
  expect(await page.locator(".status-bars rect").count()).toBe(90);
  expect(await page.evaluate(() => document.scripts.length)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await seriousFindingsInBothThemes(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("an address is given, confirmed by its button and taken back by another", async () => {
  const { context } = await openContext(browser);
  const page = await context.newPage();
  const { db } = stack.database;
  await page.goto(`${stack.extranetUrl}/status/popgom`);
  await page.fill("input[name=email]", "ana");
  await page.getByRole("button", { name: "Recevoir les nouvelles" }).click();
  await page.getByText("Il faut une adresse électronique").waitFor();
  await page.fill("input[name=email]", "ana@exemple.test");
  await page.getByRole("button", { name: "Recevoir les nouvelles" }).click();
  await page.getByText("Un message part vers cette adresse").waitFor();

  const toAna = () => db.select().from(outboxMails).where(eq(outboxMails.toAddress, "ana@exemple.test"));
  const [mail] = await toAna();
  const link = /http\S+/.exec(mail?.textBody ?? "")?.[0] ?? "";
  await page.goto(link);
  expect((await db.select().from(statusSubscriptions))[0]?.confirmedAt).toBeNull();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Oui, recevoir ces nouvelles" }).click();
  await page.getByText("C’est confirmé").waitFor();
  expect((await db.select().from(statusSubscriptions))[0]?.confirmedAt).not.toBeNull();

  await tellOfIncident("Le paiement échoue");
  const news = async () => (await toAna()).at(1);
  await expect.poll(async () => (await news())?.subject ?? "", TOLD).toMatch("Le paiement échoue");
  await page.goto((await news())?.unsubscribeUrl ?? "");
  await page.getByRole("button", { name: "Ne plus les recevoir" }).click();
  await page.getByText("C’est fait").waitFor();
  expect(await db.$count(statusSubscriptions)).toBe(0);
  await context.close();
}, 120_000);

/** Staff open an incident; the collector tells it. */
async function tellOfIncident(title: string): Promise<void> {
  const { project, support } = stack.world;
  const incident = { title, impact: "down", startedAt: new Date(), text: null } as const;
  await openIncident(stack.database.db, project.id, { ...support, address: null }, incident);
}

test("a browser takes the feed for the XML that it is", async () => {
  const { context } = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}/status/popgom`);
  const href = await page.locator("head link[type='application/atom+xml']").getAttribute("href");
  const feed = await (await context.request.get(`${stack.extranetUrl}${href}`)).text();
  const read = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "application/xml");
    const of = (name: string) => [...parsed.getElementsByTagName(name)].map(({ textContent }) => textContent ?? "");
    return { faults: of("parsererror"), titles: of("title"), ids: of("id"), updated: of("updated") };
  }, feed);

  expect(read.faults).toEqual([]);
  expect(read.titles).toContain("Les courriels & avis tardent – Début de l’incident");
  expect(new Set(read.ids).size).toBe(read.ids.length);
  expect(read.updated.every((at) => !Number.isNaN(Date.parse(at)))).toBe(true);
  await context.close();
});

test("the project's own page with its settings", async () => {
  const { context, complaints } = await openContext(browser, { viewport: PHONE });
  await signIn(context, stack.extranetUrl, stack.world.pm);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}/projects/popgom/status`);
  await page.fill("input[name=title]", "Boutique POPGOM");
  await page.getByRole("button", { name: "Enregistrer la page" }).click();
  await page.getByText("Enregistré.").first().waitFor();

  expect(await page.inputValue("input[name=title]")).toBe("Boutique POPGOM");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await seriousFindingsInBothThemes(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
