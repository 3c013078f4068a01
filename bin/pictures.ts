import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

/**
 * `npm run pictures`: takes the README's pictures of a Timonerie that runs with the demo (`npm start`), by looking at it as a
 * client and as support would. TIMONERIE_URL and TIMONERIE_DEMO_PASSWORD as in the README.
 */
const PICTURES = [
  { name: "home", email: "viewer@popgom.test", path: "/projects/popgom", colorScheme: "light" },
  {
    name: "machine",
    email: "support@timonerie.test",
    path: "/projects/popgom/machines/db-1?range=7d",
    colorScheme: "light",
  },
  {
    name: "measures",
    email: "approver@popgom.test",
    path: "/projects/popgom/measures?range=30d",
    colorScheme: "light",
  },
  { name: "wall", email: "support@timonerie.test", path: "/wall", colorScheme: "dark" },
] as const;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Long enough for the curves to have moved. */
const LOOK_MS = 12_000;

const url = process.env.TIMONERIE_URL ?? "http://localhost:3000";
const folder = join(import.meta.dirname, "../docs/pictures");
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
for (const { name, email, path, colorScheme } of PICTURES) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 960 },
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    colorScheme,
  });
  await page.goto(`${url}/sign-in?to=${encodeURIComponent(path)}`);
  await page.fill("input[name=email]", email);
  await page.fill("input[name=password]", process.env.TIMONERIE_DEMO_PASSWORD ?? "timonerie-demo");
  await page.press("input[name=password]", "Enter");
  await page.waitForURL((now) => now.pathname + now.search === path);
  await page.waitForTimeout(LOOK_MS);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
  await page.close();
}
await browser.close();
