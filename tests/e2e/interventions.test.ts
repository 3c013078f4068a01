import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { deliverMails } from "#domain/notifications/deliver.server.ts";
import { seriousFindings } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Mailbox, openMailbox } from "#tests/support/mailbox.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";

const PHONE = { viewport: { width: 390, height: 844 } };

let stack: Stack;
let browser: Browser;
let mailbox: Mailbox;

beforeAll(async () => {
  [stack, browser, mailbox] = await Promise.all([startStack(), openBrowser(), openMailbox()]);
});
afterAll(async () => {
  await browser?.close();
  await mailbox?.close();
  await stack?.stop();
});

const isNarrow = "document.documentElement.scrollWidth <= window.innerWidth";

test("staff plan and ask, the client agrees from the mail's link on a phone, and it is announced", async () => {
  const { world, extranetUrl, database } = stack;
  const staff = await openContext(browser);
  await signIn(staff.context, extranetUrl, world.support);
  const page = await staff.context.newPage();
  await page.goto(`${extranetUrl}/projects/popgom/interventions/new?machine=web-1`);
  await page.getByLabel("Ce qui sera fait").fill("Correctifs de web-1");
  await page.getByLabel("Déroulement").fill("Retirer web-1, corriger, remettre.");
  await page.getByLabel("Étapes, une par ligne").fill("Retirer web-1\nCorriger\nRemettre web-1");
  await page.getByLabel("Ce que les clients remarqueront").fill("La boutique reste ouverte, à mi-force.");
  await page.getByRole("checkbox", { name: world.approver.name }).check();
  await page.getByRole("button", { name: "Enregistrer le plan" }).click();
  // The rollback plan is missing: nothing that was typed is lost.
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("Déroulement").inputValue()).toBe("Retirer web-1, corriger, remettre.");
  expect(await page.getByRole("checkbox", { name: world.approver.name }).isChecked()).toBe(true);
  await page.getByLabel("Retour en arrière").fill("Revenir au noyau d’avant.");
  await page.getByRole("button", { name: "Enregistrer le plan" }).click();
  await page.getByText("La boutique reste ouverte.", { exact: true }).waitFor();
  await page.getByText("1 sur 2 (web-1), il en reste 1").waitFor();
  await page.getByRole("button", { name: "Demander l’accord" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Demander l’accord" }).click();
  await page.getByText(`Attend l’accord de ${world.approver.name}`).waitFor();

  await deliverMails(database.db, { smtpUrl: mailbox.url });
  const mail = mailbox.mails.find(({ to }) => to.includes(world.approver.email));
  const link = /\/agreement\/[\w-]{43}/.exec(mail?.text ?? "")?.[0];
  if (!link) throw new Error("No link came by mail");
  const client = await openContext(browser, PHONE);
  const reader = await client.context.newPage();
  await reader.goto(`${extranetUrl}${link}`);
  await reader.getByText("La boutique reste ouverte, à mi-force.").waitFor();
  expect(await reader.evaluate(isNarrow)).toBe(true);
  expect(await seriousFindings(reader)).toEqual([]);
  await reader.getByLabel("Votre nom, tel qu’écrit ci-dessus").first().fill(world.approver.name);
  await reader.getByRole("button", { name: /^Donner mon accord pour / }).click();
  await reader.getByText("Accord enregistré.").waitFor();
  await reader.goto(`${extranetUrl}${link}`);
  await reader.getByText("Vous avez donné votre accord").waitFor();

  await page.reload();
  await page.getByText("L’accord est donné.").waitFor();
  await page.getByRole("button", { name: "Annoncer" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Annoncer" }).click();
  await page.getByText("Intervention annoncée.").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize(PHONE.viewport);
  await page.goto(`${extranetUrl}/projects/popgom/interventions`);
  await page.getByRole("heading", { name: "La prochaine" }).waitFor();
  expect(await page.evaluate(isNarrow)).toBe(true);
  expect(await seriousFindings(page)).toEqual([]);
  // The browser tells of the one form that was refused, and of nothing else.
  expect([...staff.complaints, ...client.complaints]).toEqual([expect.stringContaining("400 (Bad Request)")]);
  await staff.context.close();
  await client.context.close();
});
