import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seriousFindingsInBothThemes } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";
import type { FixtureUser } from "#tests/support/world.ts";

import { capacityOf, checksInTrouble, shopsOfBoth } from "./project-world.ts";

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  const now = Date.now();
  await checksInTrouble(stack.database.db, stack.world, now);
  await shopsOfBoth(stack.database, stack.world, now);
  await capacityOf(stack.database, stack.world, now);
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

/** The page of the shop and the tile of the home each have a sentence for it. */
const UNKNOWN = /ommandes (sont )?inconnues/;

/** Of each page a text that says that it is there whole, and the forms that are opened on it. */
/** The last day that capacityOf measured. */
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString();

const PAGES: readonly { path: string; says: string | RegExp; opened?: readonly string[] }[] = [
  { path: "/projects/popgom", says: "Le paiement échoue" },
  { path: "/projects/popgom/incidents", says: "Le paiement échoue" },
  { path: "/projects/popgom/storefront", says: "De la visite à la commande" },
  { path: "/projects/popgom/checks", says: "Plus personne ne regarde" },
  { path: "/projects/popgom/checks", says: "premier octet 80", opened: ["Ajouter une sonde", "Modifier cette sonde"] },
  { path: "/projects/popgom/capacity", says: /Juste|Trop (bas|haut)/, opened: ["treize mois"] },
  { path: "/projects/popgom/capacity/actions", says: /Aucune action|Faites/ },
  { path: "/projects/popgom/capacity/what-if", says: "Changez une hypothèse" },
  { path: "/projects/popgom/backups", says: "Sans aucune sauvegarde", opened: ["Noter une sauvegarde attendue"] },
  {
    path: `/projects/popgom/consumption?month=${YESTERDAY.slice(0, 7)}`,
    says: "Trafic sortant",
    opened: ["Lire en tableau"],
  },
  { path: "/projects/vitrine/storefront", says: UNKNOWN },
  { path: "/projects/vitrine", says: UNKNOWN },
];

test.each([1440, 390])("at %i px no page has a serious finding of axe in either theme, nor scrolls sideways", {
  timeout: 180_000,
}, async (width) => {
  const { page, complaints, close } = await open("/", stack.world.support, { viewport: { width, height: 900 } });
  for (const { path, says, opened = [] } of PAGES) {
    await page.goto(`${stack.extranetUrl}${path}`);
    await page.getByText(says).first().waitFor();
    for (const form of opened) await page.locator("summary", { hasText: form }).click();

    expect(await seriousFindingsInBothThemes(page), path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
  }
  expect(complaints).toEqual([]);
  await close();
});

test("the home says what runs short first; without scripts staff choose how careful dates are, and everybody reads them", async () => {
  const { page, close } = await open("/projects/popgom", stack.world.pm, { javaScriptEnabled: false });
  await page.getByText(/Un seul manque est prévu avant le .*le disque \/var de db-1/).waitFor();
  await page.getByRole("link", { name: "Voir les prévisions" }).click();
  const row = page.locator(".remaining tbody tr").first();
  const before = await row.innerText();
  expect(before).toMatch(/db-1 disque \/var[\s\S]*sur 40\sGo/);

  await page.fill("input[name=leadDays]", "1");
  await page.selectOption("select[name=stance]", "expected");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Prudence des dates enregistrée.").waitFor();
  expect(await row.innerText()).not.toBe(before);
  await page.getByRole("button", { name: "Recalculer" }).click();
  await page.getByText("une prévision gardée ne change plus").waitFor();
  await close();
});

test("by its form a check whose probe fell silent is visited from here again", async () => {
  const { page, complaints, close } = await open("/projects/popgom/checks", stack.world.support);
  const row = page.locator("tr", { hasText: "Accueil de la boutique" });
  await row.getByText("la machine web-1").waitFor();
  await page.getByText("Modifier cette sonde").click();
  await page.locator("details[open] select[name=sourceId]").selectOption({ label: "d’ici" });
  await page.getByRole("button", { name: "Enregistrer la sonde" }).click();
  await page.getByText("Enregistré.").first().waitFor();

  await row.getByText("d’ici").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("a script tells of its backup by the line that the page shows once; what has none is accepted by the client", async () => {
  const staff = await open("/projects/popgom/backups", stack.world.pm);
  await staff.page.getByRole("button", { name: "Créer une clé" }).click();
  await staff.page.getByText("Cette clé ne sera plus montrée").waitFor();
  const lines = await staff.page.locator(".notice code").allInnerTexts();
  const line = lines.find((text) => text.startsWith("ma-sauvegarde >")) ?? "";
  const log = join(stack.data, "sauvegarde.log");
  for (const exit of [0, 3]) {
    const script = `ma-sauvegarde() { echo "42 tables"; return ${exit}; }; ${line.replaceAll("/tmp/sauvegarde.log", log)}`;
    await promisify(execFile)("bash", ["-c", script]);
  }
  await staff.page.goto(`${stack.extranetUrl}/projects/popgom/backups`);
  await staff.page.getByText("ma-sauvegarde : la dernière exécution a échoué").first().waitFor();
  expect(await staff.page.content()).not.toContain(/\/b\/([^/]+)\//.exec(line)?.[1]);
  await staff.page.getByRole("link", { name: "ma-sauvegarde" }).first().click();
  await staff.page.getByRole("row", { name: "code 3" }).getByText("Ce qu’elle a dit").click();
  await staff.page.getByText("42 tables").first().waitFor();
  expect(await seriousFindingsInBothThemes(staff.page)).toEqual([]);

  await staff.page.goto(`${stack.extranetUrl}/projects/popgom/backups`);
  await staff.page.getByRole("link", { name: "Configuration de lb-1" }).click();
  await staff.page.getByRole("button", { name: "Retirer cette sauvegarde" }).click();
  await staff.page.getByRole("dialog").getByRole("button", { name: "Retirer cette sauvegarde" }).click();
  await staff.page.getByText("Retirée le").waitFor();

  const client = await open("/projects/popgom/backups", stack.world.approver);
  const gap = client.page.locator("#sans-sauvegarde li", { hasText: "lb-1 n’a aucune sauvegarde" });
  await gap.getByText("Accepter de s’en passer").click();
  await gap.getByLabel("Pourquoi").fill("Elle se refait par script en dix minutes.");
  await gap.getByLabel("Jusqu’au").fill("2001-01-01");
  await gap.getByRole("button", { name: "Accepter jusqu’à ce jour" }).click();
  await client.page.locator(".problem-summary").waitFor();
  expect(await gap.getByLabel("Pourquoi").inputValue()).toBe("Elle se refait par script en dix minutes.");
  await gap.getByLabel("Jusqu’au").fill(new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10));
  await gap.getByRole("button", { name: "Accepter jusqu’à ce jour" }).click();
  await gap.getByText(`Accepté par ${stack.world.approver.name}`).waitFor();
  expect([...staff.complaints, ...client.complaints].filter((text) => !/\b4(00|22)\b/.test(text))).toEqual([]);
  await staff.close();
  await client.close();
});

test("an action is proposed with what it wins, agreed by the client, drawn beside the shortage, and done", async () => {
  const staff = await open("/projects/popgom/capacity/actions", stack.world.pm);
  const { page } = staff;
  await page.locator("summary", { hasText: "Proposer une action" }).click();
  const form = page.locator("form", { has: page.locator("input[value=propose]") });
  const disk = await form.locator("select[name=about] option", { hasText: "/var" }).first().getAttribute("value");
  await form.locator("select[name=about]").selectOption(disk);
  await form.getByLabel("Action", { exact: true }).fill("Disque porté à 80 Go");
  await form.getByLabel("Nouvelle limite").fill("-1");
  await form.getByLabel("Échéance").fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
  await form.getByRole("button", { name: "Proposer au client" }).click();
  await page.getByText("Ce nombre sort des limites permises.").first().waitFor();
  expect(await form.getByLabel("Action", { exact: true }).inputValue()).toBe("Disque porté à 80 Go");
  await form.getByLabel("Nouvelle limite").fill("80");
  await form.getByRole("button", { name: "Proposer au client" }).click();
  const card = (shown: typeof page) => shown.getByRole("article", { name: "Disque porté à 80 Go" });
  await card(page).getByText("Repousse le manque").waitFor();

  const client = await open("/projects/popgom/capacity/actions", stack.world.approver);
  await card(client.page).locator("summary", { hasText: "Donner mon accord" }).click();
  await card(client.page).getByLabel("Un mot, si vous voulez").fill("Oui, avant les soldes.");
  await card(client.page).getByRole("button", { name: "Donner mon accord" }).click();
  await card(client.page).getByText(`Accord de ${stack.world.approver.name}`).waitFor();
  await client.page.goto(`${stack.extranetUrl}/projects/popgom/capacity`);
  await client.page.getByText("repousse ce manque").waitFor();
  await client.page.locator("tbody .remaining-relief").first().waitFor();
  expect(await seriousFindingsInBothThemes(client.page)).toEqual([]);

  await page.goto(page.url());
  await card(page).getByRole("button", { name: "C’est fait" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Marquer comme faite" }).click();
  await card(page).getByText("Effet mesuré à partir du").waitFor();
  expect([...staff.complaints, ...client.complaints].filter((text) => !/\b4(00|22)\b/.test(text))).toEqual([]);
  await staff.close();
  await client.close();
});

test("what if: half as many visits again, and whoever opens the address reads the same", async () => {
  const staff = await open("/projects/popgom/capacity/what-if", stack.world.pm);
  await staff.page.getByLabel("Visites et commandes, en %").fill("50");
  await staff.page.getByRole("button", { name: "Calculer" }).click();
  await staff.page.waitForURL(/growth=50/);
  const told = staff.page.locator(".verdict").first();
  await told.getByText(/manque(nt)? plus tôt/).waitFor();
  const reader = await open(new URL(staff.page.url()).pathname + new URL(staff.page.url()).search, stack.world.viewer, {
    javaScriptEnabled: false,
  });
  expect(await reader.page.locator(".verdict").first().innerText()).toBe(await told.innerText());
  expect(staff.complaints).toEqual([]);
  await staff.close();
  await reader.close();
});
