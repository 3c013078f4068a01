import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { reclassify } from "#domain/availability/commands.server.ts";
import { monthAfter, monthAt, monthStretch } from "#domain/availability/months.ts";
import { reportedProjects } from "#domain/reports/queries.server.ts";
import { measureReport } from "#reports/draft.server.ts";
import { seriousFindingsInBothThemes } from "#tests/support/axe.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { actorOf } from "#tests/support/journal.ts";
import { judgedService } from "#tests/support/judged-service.ts";
import { type Stack, startStack } from "#tests/support/stack.ts";
import type { FixtureUser } from "#tests/support/world.ts";

const PARIS = "Europe/Paris";
const month = monthAfter(monthAt(Date.now(), PARIS), -1);
const { from: begins } = monthStretch(month, PARIS);
const outage = { from: begins + 13 * 86_400_000, to: begins + 13 * 86_400_000 + 27 * 60_000 };

let stack: Stack;
let browser: Browser;
let serviceId = 0;

beforeAll(async () => {
  stack = await startStack();
  // A month is measured in this process too, and what it consumed is read from the database of its process.
  process.env.DATABASE_URL = stack.database.url;
  browser = await openBrowser();
  ({ serviceId } = await judgedService(stack.database.db, stack.world.project.id, { outage, watchedFrom: begins }));
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function signedIn(user: FixtureUser) {
  const { context, complaints } = await openContext(browser);
  await signIn(context, stack.extranetUrl, user);
  const page = await context.newPage();
  const at = `${stack.extranetUrl}/projects/popgom/reports/${month}`;
  return { page, context, complaints, at };
}

/** Opens the question of an act and answers it with the same verb. */
async function act(page: Page, verb: string, done: string) {
  await page.getByRole("button", { name: verb }).click();
  await page.getByRole("dialog").getByRole("button", { name: verb }).click();
  await page.getByText(done).first().waitFor();
}

test("a month from draft to erratum: written, reviewed, validated by the client, published, corrected", async () => {
  const { world, database } = stack;
  const pm = await signedIn(world.pm);
  const client = await signedIn(world.approver);

  await pm.page.goto(`${stack.extranetUrl}/projects/popgom/reports`);
  await pm.page.getByRole("button", { name: "Préparer le brouillon" }).click();
  await pm.page.getByText("Brouillon prêt.").first().waitFor();
  expect((await client.page.goto(client.at))?.status()).toBe(404);

  // Written by hand over the drafted sentences, which come with their evidence.
  await pm.page.getByRole("link", { name: "Écrire le rapport" }).click();
  const words = pm.page.getByLabel(/^Texte.*Disponibilité/);
  expect(await words.inputValue()).toContain(`](/projects/popgom/availability?month=${month}`);
  await words.fill("Un bon mois, malgré la coupure du 14. <img src=x onerror=alert(1)>");
  await pm.page.getByRole("button", { name: /^Enregistrer.*Disponibilité/ }).click();
  await pm.page.getByText("Section enregistrée.").first().waitFor();
  expect(await seriousFindingsInBothThemes(pm.page)).toEqual([]);
  await pm.page.getByRole("link", { name: "Relire l’ensemble" }).click();
  await pm.page.locator(".report").getByText("Un bon mois, malgré la coupure du 14. <img").first().waitFor();
  await act(pm.page, "Demander une relecture", "Relecture demandée.");
  await pm.page.getByText("une autre personne de l’équipe le relit").first().waitFor();

  const support = await signedIn(world.support);
  await support.page.goto(support.at);
  await act(support.page, "Soumettre au client", "Rapport soumis au client.");

  // The client comments on a section and validates.
  await client.page.goto(client.at);
  await client.page.locator("summary", { hasText: "Commenter" }).click();
  await client.page.getByRole("combobox", { name: "Section" }).selectOption("availability");
  await client.page.getByRole("textbox", { name: "Commentaire" }).fill("Et les commandes perdues ?");
  await client.page.getByRole("button", { name: "Envoyer le commentaire" }).click();
  await client.page.getByText("Commentaire enregistré.").first().waitFor();
  await act(client.page, "Valider le rapport", "Rapport validé.");
  await client.page.getByText(`Validé par ${world.approver.name}`).first().waitFor();

  await pm.page.goto(pm.at);
  await pm.page.getByText("Et les commandes perdues ?").first().waitFor();
  await act(pm.page, "Publier le rapport", "Rapport publié");
  await client.page.goto(client.at);
  const pdf = await client.context.request.get(`${client.at}/pdf`);
  expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  const first = await pdf.body();
  expect(first.subarray(0, 5).toString()).toBe("%PDF-");
  await client.page.getByRole("button", { name: "J’ai lu cette édition" }).click();
  await client.page.getByText(`Édition 1 lue par ${world.approver.name}`).first().waitFor();
  expect(await seriousFindingsInBothThemes(client.page)).toEqual([]);
  // The cover has its styles on screen too, and on a phone no table is wider than the page.
  expect((await client.page.locator(".report-brand svg").boundingBox())?.width).toBe(26);
  await client.page.setViewportSize({ width: 390, height: 844 });
  expect(await client.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await seriousFindingsInBothThemes(client.page)).toEqual([]);

  // Staff re-classify the outage: the mark, then an erratum beside the first edition.
  const decision = { serviceId, ...outage, verdict: "up" as const, reason: "La sonde se trompait." };
  await reclassify(database.db, world.project.id, actorOf(world.support), decision);
  const [project] = await reportedProjects(database.db, world.project.id);
  if (!project) throw new Error("there is no project");
  await measureReport({ db: database.db, store: openMetricStore(database.pool) }, project, month);
  await pm.page.goto(pm.at);
  await pm.page.getByText("Ces chiffres ont changé depuis la publication").first().waitFor();
  await pm.page.getByRole("button", { name: "Prendre les chiffres nouveaux" }).click();
  await pm.page.getByText("Mois mesuré de nouveau.").first().waitFor();
  await pm.page.getByText("Ces chiffres ont changé sous un texte écrit à la main.").first().waitFor();
  await pm.page.locator("summary", { hasText: "Publier un erratum" }).click();
  await pm.page.getByLabel("Ce qui est corrigé, et pourquoi").fill("La coupure du 14 n’en était pas une.");
  await pm.page.getByRole("button", { name: "Publier l’erratum" }).click();
  await pm.page.getByText("Erratum publié. L’édition précédente reste lisible.").first().waitFor();

  await client.page.goto(`${client.at}?edition=1`);
  await client.page.getByText("Une édition plus récente corrige celle-ci.").first().waitFor();
  const again = await client.context.request.get(`${client.at}/pdf?edition=1`);
  expect((await again.body()).equals(first)).toBe(true);
  expect((await client.context.request.get(`${client.at}/pdf?preview`)).status()).toBe(404);
  await client.page.goto(`${stack.extranetUrl}/projects/popgom/reports?q=malgré`);
  await client.page.getByText("édition 2").first().waitFor();
  const foreign = await client.context.request.get(`${stack.extranetUrl}/projects/vitrine/reports/${month}`);
  expect(foreign.status()).toBe(404);
  expect([...pm.complaints, ...client.complaints.filter((one) => !/404/.test(one)), ...support.complaints]).toEqual([]);
});
