import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

test("an admin takes on a client, opens a project, enrols a machine, renames it, and the audit tells it all", async () => {
  const { context, complaints } = await openContext(browser);
  await signIn(context, stack.extranetUrl, stack.world.admin);
  const page = await context.newPage();

  await page.goto(`${stack.extranetUrl}/admin/clients/new`);
  await page.getByLabel("Nom du client").fill("Halles du Ponant");
  await page.getByRole("button", { name: "Créer le client" }).click();
  await page.waitForURL(/\/admin\/clients\/halles-du-ponant/);

  await page.getByRole("link", { name: "Ouvrir un projet" }).click();
  await page.getByLabel("Nom du projet").fill("Marée");
  await page.getByLabel("Chef de projet").selectOption({ label: stack.world.pm.name });
  await page.getByRole("button", { name: "Ouvrir un projet" }).click();
  await page.waitForURL(/\/admin\/projects\/maree/);

  await page.getByRole("link", { name: "Ajouter une machine" }).first().click();
  await page.getByLabel("Nom de la machine").fill("Web 1");
  await page.getByLabel("Rôle").selectOption({ label: "Web" });
  await page.getByRole("button", { name: "Ajouter une machine" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("Nom de la machine").inputValue()).toBe("Web 1");
  await page.getByLabel("Nom de la machine").fill("web-1");
  await page.getByRole("button", { name: "Ajouter une machine" }).click();
  await page.waitForURL(/\/admin\/projects\/maree\/machines\/web-1/);

  await page.getByRole("button", { name: "Obtenir la commande d’enrôlement" }).click();
  const commands = page.getByTestId("enrolment").locator("code");
  await commands.first().waitFor();
  const [install, enrol] = await commands.allTextContents();
  const token = /--token ([0-9a-f]{64})$/.exec(install ?? "")?.[1];
  expect(install).toBe(`curl -fsS ${stack.collectorUrl}/agent/install.sh | sh -s -- --token ${token}`);
  expect(enrol).toBe(`timonerie agent enrol --url ${stack.collectorUrl} --token ${token}`);

  // The page looks every three seconds whether the machine has come; the command, shown once, stays meanwhile.
  for (const _look of ["first", "second"]) await page.waitForResponse((answer) => answer.url().includes("_data="));
  expect(await commands.count()).toBe(2);
  await page.goto(page.url());
  expect(await page.content()).not.toContain(token);
  expect(await page.getByText("Commande en attente").count()).toBeGreaterThan(0);

  await page.getByLabel("Nom de la machine").fill("front-1");
  await page.getByRole("button", { name: "Renommer" }).click();
  await page.waitForURL(/\/machines\/front-1/);

  await page.goto(`${stack.extranetUrl}/admin/audit?who=${encodeURIComponent(stack.world.admin.name)}`);
  expect(await actionsOn(page)).toEqual(
    expect.arrayContaining([
      "Machine renommée",
      "Commande d’enrôlement montrée",
      "Machine ajoutée",
      "Rôle donné",
      "Projet ouvert",
      "Client créé",
    ]),
  );
  expect(complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
  await context.close();
});

test("retiring a machine is asked in a dialog that says the consequence, and its button repeats the verb", async () => {
  const { context } = await openContext(browser, { viewport: { width: 390, height: 844 } });
  await signIn(context, stack.extranetUrl, stack.world.pm);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}/admin/projects/popgom/machines/orders-1`);

  await page.getByRole("button", { name: "Retirer du service…" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.textContent()).toContain("Cela ne se défait pas");
  await dialog.getByRole("button", { name: "Retirer orders-1" }).click();
  await page.getByText("Machine retirée du service").first().waitFor();
  await page.waitForURL(/\/admin\/projects\/popgom$/);

  expect(await page.getByRole("link", { name: "orders-1", exact: true }).count()).toBe(0);
  await context.close();
});

test("without JavaScript a form is refused, kept, and then taken", async () => {
  const { context } = await openContext(browser, { javaScriptEnabled: false });
  await signIn(context, stack.extranetUrl, stack.world.pm);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}/admin/projects/popgom`);

  await page.getByLabel("Fuseau horaire").fill("Europe/Atlantide");
  await page.getByRole("button", { name: "Enregistrer" }).last().click();
  expect(await page.getByLabel("Fuseau horaire").inputValue()).toBe("Europe/Atlantide");
  expect(await page.content()).toContain("Ce fuseau horaire est inconnu");
  await page.getByLabel("Fuseau horaire").fill("Europe/Madrid");
  await page.getByRole("button", { name: "Enregistrer" }).last().click();

  await page.waitForURL(/\?done=saved/);
  expect(await page.getByLabel("Fuseau horaire").inputValue()).toBe("Europe/Madrid");
  await context.close();
});

test("of two people on the same form, the second reads who was first and keeps what was typed", async () => {
  const [first, second] = await Promise.all([openContext(browser), openContext(browser)]);
  await signIn(first.context, stack.extranetUrl, stack.world.admin);
  await signIn(second.context, stack.extranetUrl, stack.world.pm);
  const [one, other] = await Promise.all([first.context.newPage(), second.context.newPage()]);
  const place = `${stack.extranetUrl}/admin/projects/popgom/machines/web-2`;
  await Promise.all([one.goto(place), other.goto(place)]);

  await one.getByLabel("Site").fill("Lyon");
  await one.getByRole("button", { name: "Enregistrer" }).click();
  await one.getByText("Enregistré.").waitFor();
  await other.getByLabel("Site").fill("Lille");
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await other.getByRole("button", { name: "Enregistrer" }).click();
    await other.getByText(`Modifiée par ${stack.world.admin.name}`).waitFor();
  }

  expect(await other.getByLabel("Site").inputValue()).toBe("Lille");
  await one.reload();
  expect(await one.getByLabel("Site").inputValue()).toBe("Lyon");
  await Promise.all([first.context.close(), second.context.close()]);
});

async function actionsOn(page: Page): Promise<string[]> {
  const cells = await page.getByRole("row").getByRole("cell").allTextContents();
  return cells.map((text) => text.trim());
}
