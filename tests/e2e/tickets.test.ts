import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seriousFindings } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { breachesOn, hostileWorld } from "#tests/support/hostile-words.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";
import type { FixtureUser } from "#tests/support/world.ts";

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

async function open(user: FixtureUser, path: string, options = {}) {
  const { context, complaints } = await openContext(browser, options);
  await signIn(context, stack.extranetUrl, user);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}${path}`);
  return { page, context, complaints };
}

const answer = (page: Page) => page.locator("form.composer textarea");

test("a client opens a ticket; staff answer and note; the client reads the answer live, and never the note", async () => {
  const { viewer, support, pm } = stack.world;
  const client = await open(viewer, "/projects/popgom/tickets/new", { viewport: { width: 390, height: 844 } });
  await client.page.getByText("N’écrivez pas, appelez").waitFor();
  await client.page.getByLabel("Que se passe-t-il").fill("Le panier se vide tout seul. Depuis ce matin.");
  await client.page.getByText(/Brouillon gardé/).waitFor();
  await client.page.reload();
  await client.page.getByRole("button", { name: "Ouvrir le ticket" }).click();
  await client.page.getByText("Dites si les ventes sont arrêtées").first().waitFor();
  expect(await client.page.inputValue("textarea[name=text]")).toContain("Le panier se vide");
  await client.page.getByLabel("Est-ce que cela arrête les ventes").selectOption("stopped");
  await client.page.getByRole("button", { name: "Ouvrir le ticket" }).click();
  await client.page.getByRole("heading", { name: /^Le panier se vide tout seul/ }).waitFor();
  const path = new URL(client.page.url()).pathname;
  expect(await client.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  const staff = await open(support, path);
  await staff.page.getByText("Les ventes sont arrêtées.").waitFor();
  await staff.page.getByRole("button", { name: "Prendre en charge" }).click();
  await staff.page.locator("main span", { hasText: "pris en charge" }).first().waitFor();
  await staff.page.getByLabel("Note interne").check();
  await answer(staff.page).fill("Soupçon : la session **expire**, voir `app-1`.");
  await staff.page.getByRole("button", { name: "Noter entre nous" }).click();
  await staff.page.locator(".entry-note strong", { hasText: "expire" }).waitFor();

  await answer(staff.page).fill("Nous cherchons.");
  await staff.page.getByRole("combobox", { name: "Et ensuite" }).selectOption("waiting_client");
  await staff.page.getByRole("button", { name: "Envoyer au client" }).click();
  await client.page.getByText("Nous cherchons.").waitFor();
  await client.page.getByText("Nous attendons votre réponse").waitFor();
  await client.page.getByText(`${support.name} regarde aussi ce ticket.`).waitFor({ timeout: 20_000 });
  expect(await client.page.content()).not.toContain("Soupçon");

  // What somebody is writing is kept, also on another device, and is told what others wrote meanwhile.
  await answer(client.page).fill("Chez moi non");
  await client.page.getByText(/Brouillon gardé/).waitFor();
  const elsewhere = await open(viewer, path);
  expect(await answer(elsewhere.page).inputValue()).toBe("Chez moi non");
  expect(await seriousFindings(elsewhere.page)).toEqual([]);

  const manager = await open(pm, path);
  await manager.page.getByText("Modifier le ticket").click();
  await answer(manager.page).fill("Je regarde aussi.");
  await answer(client.page).fill("Chez moi non plus.");
  await client.page.getByRole("button", { name: "Envoyer à l’équipe" }).click();
  await manager.page.getByText("Écrit depuis que vous avez commencé").waitFor();
  await manager.page.getByRole("button", { name: "Envoyer au client" }).click();
  await manager.page.getByText("Quelqu’un a écrit pendant que vous rédigiez").waitFor();
  expect(await answer(manager.page).inputValue()).toBe("Je regarde aussi.");
  // What comes while the refusal stands reads the page again, and takes nothing of it.
  await manager.page.getByRole("combobox", { name: "Et ensuite" }).selectOption("waiting_client");
  await client.page.locator(".entry", { hasText: "Chez moi non plus." }).waitFor();
  await answer(client.page).fill("Et sur un autre poste ?");
  await client.page.getByRole("button", { name: "Envoyer à l’équipe" }).click();
  await manager.page.locator(".entry", { hasText: "Et sur un autre poste ?" }).first().waitFor();
  expect(await answer(manager.page).inputValue()).toBe("Je regarde aussi.");
  expect(await manager.page.getByRole("combobox", { name: "Et ensuite" }).inputValue()).toBe("waiting_client");
  await manager.page.getByRole("button", { name: "Envoyer au client" }).click();
  await client.page.getByText("Je regarde aussi.").waitFor();

  await staff.page.getByText("Modifier le ticket").click();
  await staff.page.getByLabel("Objet", { exact: true }).fill("Panier vide");
  await manager.page.goto(`${stack.extranetUrl}${path}`);
  await manager.page.getByText("Modifier le ticket").click();
  await manager.page.getByLabel("Urgence").selectOption("low");
  await manager.page.getByRole("button", { name: "Enregistrer" }).click();
  await manager.page.getByText("Urgence → Faible").waitFor();
  await staff.page.getByRole("button", { name: "Enregistrer" }).click();
  await staff.page.getByText("Quelqu’un a modifié cette fiche").waitFor();
  expect(await staff.page.getByLabel("Objet", { exact: true }).inputValue()).toBe("Panier vide");
  await staff.page.getByText("En ce moment : Faible").waitFor();

  for (const { context, complaints } of [client, staff, elsewhere, manager]) {
    // A form that was refused is an answer of 422, which the browser writes down.
    expect(complaints.filter((line) => !/\b4(00|22)\b/.test(line))).toEqual([]);
    await context.close();
  }
});

test("the list is walked by keys while focus is in it, and says why a ticket stays as it was", async () => {
  const { page, context, complaints } = await open(stack.world.support, "/projects/popgom/tickets?state=all");
  const links = page.locator("table.data-table tbody a");
  await links.first().focus();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("?");
  await page.getByText("Quand le curseur est dans le tableau").waitFor();
  await expect.poll(() => page.locator("input[name=chosen]:checked").count()).toBe(1);
  await page.locator("#bulk-act").selectOption("merge");
  await page.getByLabel("Numéro du ticket qui reste").fill("987654");
  await page.getByRole("button", { name: "Appliquer" }).click();
  await page.getByText("n’existe pas dans ce projet").waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  await links.first().focus();
  await page.keyboard.press("/");
  await page.keyboard.type("jxa dimension");
  expect(await page.getByLabel("Mots ou numéro").inputValue()).toBe("jxa dimension");
  await page.getByLabel("Mots ou numéro").fill("dimension l'index");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=dimension/);
  await expect.poll(() => links.allInnerTexts()).toEqual(["La recherche par dimension est lente le soir"]);
  // The answer of the refused act is a 422: the browser notes it.
  expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
  await context.close();
});

test("what is read beside a form that is being written may fail: the form stays", async () => {
  const { page, context } = await open(stack.world.viewer, "/projects/popgom/tickets/new");
  await context.route(/\/suggestions\?/, (route) => route.abort());
  const failed = page.waitForEvent("requestfailed");
  await page.getByLabel("Que se passe-t-il").fill("La recherche est lente le soir.");
  await failed;
  await context.unroute(/\/suggestions\?/);
  await page.getByLabel("Que se passe-t-il").press("End");
  await page.keyboard.type(" Par dimension.");
  await page.getByText("La recherche par dimension est lente le soir").first().waitFor();
  expect(await page.inputValue("textarea[name=text]")).toBe("La recherche est lente le soir. Par dimension.");
  await context.close();
});

test("with our own scripts too, a thousand hostile words stay words (X4)", { timeout: 120_000 }, async () => {
  const { number, articleId, interventionId } = await hostileWorld(stack.database.db, stack.world, new Date());
  const { page, context } = await open(stack.world.support, "/notifications");
  const executed: string[] = [];
  page.on("dialog", (dialog) => {
    executed.push(dialog.message());
    void dialog.dismiss();
  });
  const project = "/projects/popgom";
  const paths = [
    ...[`${project}/tickets/${number}`, `${project}/tickets`, "/notifications", `${project}/incidents`],
    ...[`${project}/interventions/${interventionId}`, `/knowledge/${articleId}`, `/knowledge/${articleId}/edit`],
  ];
  const found: string[] = [];
  for (const path of paths) found.push(...(await breachesOn(page, stack.extranetUrl, path)));
  expect([...found, ...executed]).toEqual([]);
  await context.close();
});
