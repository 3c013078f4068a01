import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { seriousFindingsInBothThemes, sidewaysPixels } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEB_1 = "/projects/popgom/machines/web-1";

let stack: Stack;
let browser: Browser;
/** The quarter of an hour in which nothing was measured. */
let gap: { from: number; to: number };

/** Thirteen hours of values, a minute apart, with a gap two hours ago. */
beforeAll(async () => {
  stack = await startStack();
  const store = openMetricStore(stack.database.pool);
  const schema = await store.declareSchema([
    ["cpu_used_ratio", "gauge"],
    ["memory_used_ratio", "gauge"],
    ['filesystem_used_ratio{mount="/"}', "gauge"],
  ]);
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  gap = { from: now - 2 * HOUR, to: now - 2 * HOUR + 15 * MINUTE };
  const snapshots = Array.from({ length: 13 * 60 + 1 }, (_, index) => now - (13 * 60 - index) * MINUTE)
    .filter((at) => at < gap.from || at >= gap.to)
    .map((at) => [at, 0.3 + 0.1 * Math.sin(at / (20 * MINUTE)), 0.7, 0.805] as const);
  await store.append([{ sourceId: stack.world.web1.sourceId, schema, snapshots }]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function open(path: string, options = {}) {
  const { context, complaints } = await openContext(browser, options);
  await signIn(context, stack.extranetUrl, stack.world.viewer);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}${path}`);
  return { page, context, complaints, close: () => context.close() };
}

/** The charts answer once the page's scripts do: their curves are drawn by them. */
async function ready(page: Page): Promise<void> {
  await page.locator(".chart-canvas canvas").first().waitFor();
}

function heading(page: Page): Promise<string | null> {
  return page.locator(".chart-window").first().textContent();
}

test("dragging over a curve opens what was dragged over, and back shows what was before", async () => {
  const { page, complaints, close } = await open(WEB_1);
  await ready(page);
  const before = await heading(page);
  const pad = page.locator(".chart-pad").first();
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("the chart is not there");

  await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
  await expect.poll(() => page.locator(".chart-selection").count()).toBe(3);
  await page.mouse.up();
  await page.waitForURL(/from=.*&to=/);

  const address = new URL(page.url()).searchParams;
  const minutes = (Date.parse(`${address.get("to")}Z`) - Date.parse(`${address.get("from")}Z`)) / MINUTE;
  expect(minutes).toBeGreaterThan(85);
  expect(minutes).toBeLessThan(96);
  await expect.poll(() => heading(page)).not.toBe(before);

  await page.goBack();
  await expect.poll(() => new URL(page.url()).search).toBe("");
  expect(complaints).toEqual([]);
  await close();
});

/** With its day where the window holds a midnight. */
const TIME = "(?:\\d+ \\S+, )?\\d+:\\d\\d";

test("the keyboard reads, selects and zooms; Escape lets go", async () => {
  const { page, close } = await open(`${WEB_1}?range=6h`);
  await ready(page);
  const pad = page.getByRole("slider", { name: "CPU, lecture de la courbe" });
  await pad.focus();

  await page.keyboard.press("PageUp");
  await expect.poll(() => pad.getAttribute("aria-valuetext")).toMatch(new RegExp(`^${TIME}, \\d+\u202f%$`));
  // One hairline through all the charts.
  await expect.poll(() => page.locator(".chart-cursor").count()).toBe(3);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Shift+PageUp");
  await expect
    .poll(() => pad.getAttribute("aria-valuetext"))
    .toMatch(new RegExp(`^de ${TIME} à ${TIME}, Entrée pour agrandir$`));
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator(".chart-selection").count()).toBe(0);

  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Shift+PageUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(/from=.*&to=/);
  await expect.poll(() => heading(page)).toMatch(/un point toutes les 5\ss,/);
  await close();
});

test("the copied link opens the same view for somebody else", async () => {
  const { page, context, close } = await open(`${WEB_1}?range=1h&view=memory&compare=before`);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ready(page);
  await page.getByRole("link", { name: "Copier le lien de cette vue" }).click();
  await page.getByRole("link", { name: "Lien copié" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());

  const other = await open(copied.replace(stack.extranetUrl, ""), { javaScriptEnabled: false });
  const view = new URL(copied).searchParams;
  expect(view.get("range")).toBeNull();
  // The page that it was copied from has gone on since.
  const [from, to] = ["from", "to"].map((name) => view.get(name)?.slice(11, 16).replace(/^0/, ""));
  expect(await heading(other.page)).toMatch(new RegExp(`\\b${from} → .*\\b${to},`));
  expect(await other.page.locator(".recorder-row").count()).toBe(1);
  expect(await other.page.getByText("période d’avant").count()).toBeGreaterThan(0);
  await other.close();
  await close();
});

test("every chart is a table too, gaps told, before any script; and a file", async () => {
  const { page, context, close } = await open(`${WEB_1}?range=6h&shape=table`, { javaScriptEnabled: false });

  expect(await page.locator(".chart-table table").count()).toBe(3);
  expect(await page.locator(".chart-table").first().textContent()).toContain("pas de mesure");
  const file = await page.getByRole("link", { name: "CPU en CSV" }).getAttribute("href");
  const answer = await context.request.get(`${stack.extranetUrl}${file}`);
  expect(answer.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect((await answer.text()).split("\r\n").length).toBeGreaterThan(330);
  await close();
});

test("any dates are chosen in a form that works before any script", async () => {
  const { page, close } = await open(`${WEB_1}?view=memory`, { javaScriptEnabled: false });
  await page.getByText("Choisir des dates").click();
  await page.getByLabel("Du", { exact: true }).fill("2026-10-25T00:00");
  await page.getByLabel("Au", { exact: true }).fill("2026-10-26T00:00");
  await page.getByRole("button", { name: "Afficher" }).click();

  expect(await heading(page)).toContain("25 oct.");
  expect(new URL(page.url()).searchParams.get("view")).toBe("memory");
  await close();
});

test("the ruler sets the window: by its keys, once they rest", async () => {
  const { page, close } = await open(WEB_1);
  await ready(page);
  await page.getByRole("slider", { name: "Fenêtre affichée" }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/from=.*&to=/);

  const { from, to } = Object.fromEntries(new URL(page.url()).searchParams) as { from: string; to: string };
  const hoursAgo = (Date.now() - Date.parse(`${to}Z`)) / HOUR;
  expect(hoursAgo).toBeGreaterThan(40);
  expect((Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / HOUR).toBeCloseTo(6, 0);
  await close();
});

test("no width makes the page wider than the screen", async () => {
  for (const width of [320, 390, 720, 1101]) {
    const { page, close } = await open(`${WEB_1}?compare=before`, { viewport: { width, height: 800 } });
    await ready(page);
    const over = await sidewaysPixels(page);
    expect(over, `${width} px`).toBe(0);
    await close();
  }
});

test("the charts have no serious finding of axe in either theme", async () => {
  const { page, close } = await open(WEB_1);
  for (const query of ["?range=6h&compare=before", "?shape=table", "?range=12m&view=memory"]) {
    await page.goto(`${stack.extranetUrl}${WEB_1}${query}`);
    if (!query.includes("table")) await ready(page);
    expect(await seriousFindingsInBothThemes(page), query).toEqual([]);
  }
  await close();
});
