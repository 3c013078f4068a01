import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";
import { totp } from "#tests/support/totp.ts";
import { type FixtureUser, PASSWORD } from "#tests/support/world.ts";

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

test("a second factor set up in the account is asked at sign-in, where a recovery code opens once in its stead", async () => {
  const { context, complaints } = await openContext(browser);
  await signIn(context, stack.extranetUrl, stack.world.pm);
  const page = await context.newPage();
  await page.goto(`${stack.extranetUrl}/account`);
  const section = page.locator("section", { hasText: "Double authentification" });
  await section.getByLabel("Mot de passe actuel").fill(PASSWORD);
  await section.getByRole("button", { name: "Activer" }).click();
  await section.getByRole("img", { name: "Code QR de la clé d’authentification" }).waitFor();
  const key = (await section.locator(".mono.break-all").textContent()) ?? "";
  const codes = await section.locator("li").allTextContents();

  await section.getByLabel("Code à six chiffres").fill("000000");
  await section.getByRole("button", { name: "Vérifier et activer" }).click();
  await section.getByText("Ce code ne convient pas").waitFor();
  await section.getByLabel("Code à six chiffres").fill(totp(key));
  await section.getByRole("button", { name: "Vérifier et activer" }).click();
  await section.getByText("La double authentification est active.").waitFor();

  await leave(page);
  await fillSignIn(page, stack.world.pm);
  await page.waitForURL(/\/two-factor/);
  await page.getByLabel("Code à six chiffres").fill(totp(key));
  await page.getByRole("button", { name: "Entrer" }).click();
  await page.waitForURL((url) => !/two-factor|sign-in/.test(url.pathname));

  for (const [attempt, opens] of [
    ["the first time", true],
    ["the second time", false],
  ] as const) {
    await leave(page);
    await fillSignIn(page, stack.world.pm);
    await page.getByRole("link", { name: "Utiliser un code de secours" }).click();
    await page.getByLabel("Code de secours").fill(codes[0] ?? "");
    await page.getByRole("button", { name: "Entrer" }).click();
    if (opens) await page.waitForURL((url) => !/two-factor|sign-in/.test(url.pathname));
    else await page.getByText("Ce code ne convient pas").waitFor();
    expect(new URL(page.url()).pathname.includes("two-factor"), attempt).toBe(!opens);
  }
  expect(complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
  await context.close();
});

test("a passkey made in the account opens the next session, without a password", async () => {
  const { context, complaints } = await openContext(browser);
  await signIn(context, stack.extranetUrl, stack.world.approver);
  const page = await context.newPage();
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await page.goto(`${stack.extranetUrl}/account`);
  await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
  await page.getByText("Clé d’accès ajoutée.").waitFor();
  await page
    .getByRole("listitem")
    .filter({ hasText: "Chrome, Linux" })
    .getByRole("button", { name: "Retirer" })
    .waitFor();

  await leave(page);
  await page.goto(`${stack.extranetUrl}/sign-in?to=/account`);
  await page.getByRole("button", { name: "Entrer avec une clé d’accès" }).click();
  await page.waitForURL(({ pathname }) => pathname === "/account");

  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain(stack.world.approver.name);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a forgotten password is replaced through the mail that staff read, and closes the other browser", async () => {
  const { viewer, admin } = stack.world;
  const [elsewhere, here, staff] = await Promise.all([
    openContext(browser),
    openContext(browser),
    openContext(browser),
  ]);
  await signIn(elsewhere.context, stack.extranetUrl, viewer);
  await signIn(staff.context, stack.extranetUrl, admin);
  const page = await here.context.newPage();
  await page.goto(`${stack.extranetUrl}/forgot-password`);
  await page.getByLabel("Adresse électronique").fill(viewer.email);
  await page.getByRole("button", { name: "Recevoir le lien" }).click();
  await page.getByText("un lien vient de lui être envoyé").waitFor();

  await page.goto(await linkOfNewestMail(await staff.context.newPage()));
  await page.getByLabel("Nouveau mot de passe").fill("une phrase pour la nuit");
  await page.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
  await page.getByText("Votre mot de passe est changé.").waitFor();
  await fillSignIn(page, viewer, "une phrase pour la nuit");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

  const other = await elsewhere.context.newPage();
  await other.goto(`${stack.extranetUrl}/account`);
  expect(new URL(other.url()).pathname).toBe("/sign-in");
  await Promise.all([elsewhere, here, staff].map(({ context }) => context.close()));
});

test("somebody invited reads the mail, chooses a password by keyboard alone and is in", async () => {
  const [staff, guest] = await Promise.all([openContext(browser), openContext(browser)]);
  await signIn(staff.context, stack.extranetUrl, stack.world.admin);
  const page = await staff.context.newPage();
  await page.goto(`${stack.extranetUrl}/admin/users/invite`);
  await page.getByLabel("Adresse e-mail").fill("veilleur@popgom.test");
  await page.getByLabel("Nom").fill("Yann Kerdoncuff");
  await page.getByLabel("Rôle").selectOption({ label: "Lecteur, Tyredating" });
  await page.getByRole("button", { name: "Envoyer l’invitation" }).click();
  await page.getByText("Invitation envoyée.").first().waitFor();
  const link = await linkOfNewestMail(page);

  const invited = await guest.context.newPage();
  await invited.goto(link);
  await invited.getByLabel("Nom").focus();
  await invited.keyboard.press("Tab");
  await invited.keyboard.type("une phrase que je retiens");
  await invited.keyboard.press("Enter");
  await invited.waitForURL(/\/projects\/popgom/);
  await Promise.all([staff, guest].map(({ context }) => context.close()));
});

async function fillSignIn(page: Page, user: FixtureUser, password = PASSWORD): Promise<void> {
  if (!page.url().includes("/sign-in")) await page.goto(`${stack.extranetUrl}/sign-in`);
  await page.getByLabel("Adresse électronique").fill(user.email);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

/** Forgets the session, as a browser does whose cookies are cleared. */
async function leave(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${stack.extranetUrl}/sign-in`);
}

/** The link in the mail on top of the outbox. */
async function linkOfNewestMail(page: Page): Promise<string> {
  await page.goto(`${stack.extranetUrl}/admin/outbox`);
  await page.getByText("Lire le message").first().click();
  const link = /https?:\/\/\S+/.exec((await page.locator("main details[open]").first().textContent()) ?? "");
  if (!link) throw new Error("the newest mail holds no link");
  return link[0];
}
