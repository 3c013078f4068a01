import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { createTransport } from "nodemailer";
import type { Browser, Page } from "playwright-core";
import PostalMime, { type Email } from "postal-mime";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { databaseDesk } from "#collector/checks/desks.ts";
import { lookBy } from "#collector/checks/look.ts";
import { Probe } from "#collector/checks/probe.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { checks } from "#db/schema/checks.ts";
import { user } from "#db/schema/identity.ts";
import { monthAt } from "#domain/availability/months.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";
import { openBrowser, openContext, signIn } from "#tests/support/browser.ts";
import { DESK } from "#tests/support/desk-mail.ts";
import { type MailServers, startMailServers } from "#tests/support/mail-servers.ts";
import { type Mailbox, openMailbox } from "#tests/support/mailbox.ts";
import { startProgram, type TestProgram } from "#tests/support/program.ts";
import { ROOT, type Stack, startStack } from "#tests/support/stack.ts";
import type { FixtureUser } from "#tests/support/world.ts";

/*
 * One evening, whole: the shop falls and comes back, its ticket opens itself, the client answers by mail, work is planned,
 * agreed to from the mail's link and done, and what was learnt becomes an article. Real programs, a real browser, exim and
 * dovecot. Only the probe's clock is moved, so that nobody waits for intervals.
 */
const ADDRESS = "julien@relay.example";
const MINUTE = 60_000;

let clientMails: Mailbox;
let servers: MailServers;
let stack: Stack;
let mail: TestProgram;
let browser: Browser;
let shop: Server;
let shopUrl = "";

beforeAll(async () => {
  clientMails = await openMailbox();
  servers = await startMailServers({ desk: DESK, relay: Number(new URL(clientMails.url).port) });
  stack = await startStack({ TIMONERIE_SMTP_URL: servers.smtpUrl, TIMONERIE_DESK_ADDRESS: DESK });
  await stack.database.db.update(user).set({ email: ADDRESS }).where(eq(user.id, stack.world.approver.id));
  const env = { ...stack.env, TIMONERIE_IMAP_URL: servers.imapUrl };
  mail = await startProgram({ script: join(ROOT, "build/mail.js"), env });
  browser = await openBrowser();
  shop = createServer((_request, response) => response.end("POPGOM"));
  await listening(0);
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await browser?.close();
  await mail?.stop();
  await stack?.stop();
  await servers?.stop();
  await clientMails?.close();
  shop?.close();
});

const listening = (port: number) => new Promise<void>((done) => shop.listen(port, "127.0.0.1", done));
const until = (see: () => void | Promise<void>) => vi.waitFor(see, { timeout: 40_000, interval: 100 });

/** A probe beside the database, whose clock the story moves: one look each ten seconds of it. */
async function probeFrom(start: number) {
  const clock = { now: start };
  const look = lookBy({ data: stack.data, shopSecret: "" });
  const probe = new Probe(databaseDesk(stack.database.db), look, () => clock.now);
  return async (until: number, pauseMs = 0) => {
    for (clock.now += pauseMs; clock.now < until; clock.now += 10_000) {
      await probe.readChecks();
      probe.begin();
      await probe.settled();
      await probe.bring();
    }
  };
}

async function watchedShop() {
  const { db } = stack.database;
  const projectId = stack.world.project.id;
  const createdAt = new Date(0);
  const [service] = await db
    .insert(services)
    .values({ projectId, slug: "shop", name: "Boutique", promisedRatio: 0.998, createdAt })
    .$returningId();
  const [check] = await db
    .insert(checks)
    .values({
      ...{ projectId, name: "Accueil", kind: "http" as const, intervalSeconds: 10, timeoutMs: 5_000 },
      target: { url: shopUrl, status: 200, text: null, slowMs: 4_000 },
      ...{ internalHost: "127.0.0.1", internalPort: Number(new URL(shopUrl).port) },
      ...{ decides: true, enabled: true, createdAt },
    })
    .$returningId();
  if (!service || !check) throw new Error("Nothing was inserted");
  await db.insert(serviceParts).values({ serviceId: service.id, checkId: check.id });
}

async function pageOf(who: FixtureUser): Promise<Page> {
  const { context } = await openContext(browser);
  await signIn(context, stack.extranetUrl, who);
  return context.newPage();
}

test("from the fall of the shop to the article, by page and mail", { timeout: 240_000 }, async () => {
  const { world, extranetUrl } = stack;
  await watchedShop();
  const fell = Date.now() - 6 * MINUTE;
  const lookUntil = await probeFrom(fell - 2 * MINUTE);
  await lookUntil(fell);
  const { port } = shop.address() as AddressInfo;
  await new Promise<void>((closed) => {
    shop.close(() => closed());
    shop.closeAllConnections();
  });
  await lookUntil(fell + 3 * MINUTE);

  // The incident's ticket is there; the client's approver follows it, and gets what support writes.
  const support = await pageOf(world.support);
  await until(async () => {
    await support.goto(`${extranetUrl}/projects/popgom/tickets`);
    expect(await support.getByRole("link", { name: /Boutique/ }).count()).toBe(1);
  });
  await support.getByRole("link", { name: /Boutique/ }).click();
  await support.waitForURL(/\/tickets\/\d+$/);
  const ticket = support.url();
  const approver = await pageOf({ ...world.approver, email: ADDRESS });
  await approver.goto(ticket);
  await approver.getByRole("button", { name: "Suivre ce ticket" }).click();
  await approver.getByRole("button", { name: "Ne plus suivre" }).waitFor();
  await support.locator("textarea[name=text]").fill("Nous voyons l’arrêt et nous y travaillons.");
  await support.getByRole("button", { name: "Envoyer au client" }).click();
  await support.getByText("Nous voyons l’arrêt et nous y travaillons.").first().waitFor();

  const answered = await letterSaying("Nous voyons l’arrêt");
  const replyTo = answered.replyTo?.[0]?.address ?? "";
  const client = createTransport({ url: servers.smtpUrl });
  await client.sendMail({ from: ADDRESS, to: replyTo, subject: "Re: Boutique", text: "Deux commandes perdues ici." });
  client.close();
  await until(async () => {
    const [mails] = await stack.database.pool.query("select * from inbound_mails");
    const [entries] = await stack.database.pool.query(
      "select text from ticket_entries where text like 'Deux commandes%'",
    );
    expect(entries, `the answer in the thread; ${mail.output()} ${JSON.stringify(mails)}`).toHaveLength(1);
  });
  // The page that support has open shows it without being read again.
  await support.getByText("Deux commandes perdues ici.", { exact: true }).waitFor({ timeout: 60_000 });

  await new Promise<void>((again) => shop.listen(port, "127.0.0.1", again));
  // Meanwhile the probe was silent, and the ledger may say so at a whole interval after its last look.
  await lookUntil(fell + 5 * MINUTE, 1_234);

  // Work is planned on the machine, and asked of the client's approver by mail.
  await support.goto(`${extranetUrl}/projects/popgom/interventions/new`);
  const begins = Date.now() + 10 * MINUTE;
  const at = (instant: number) => wallTime(instant, "Europe/Paris").slice(0, 16);
  const written: Record<string, string> = {
    ...{ title: "Relancer la boutique sur web-1", from: at(begins), to: at(begins + 30 * MINUTE) },
    ...{ consequence: "La boutique reste ouverte.", plan: "Retirer, relancer, remettre." },
    ...{ rollbackPlan: "Remettre web-1 comme avant.", checklist: "Retirer web-1\nRelancer" },
  };
  for (const [name, text] of Object.entries(written))
    await support.locator(`main [name=${name}]:not([type=hidden])`).fill(text);
  await support.getByRole("checkbox", { name: "web-1" }).check();
  await support.getByRole("checkbox", { name: world.approver.name }).check();
  await support.getByRole("button", { name: "Enregistrer le plan" }).click();
  await support.waitForURL(/\/interventions\/\d+/);
  const work = support.url().replace(/\?.*/, "");
  await act(support, "Demander l’accord");

  const asked = await letterSaying("Relancer la boutique");
  const link = /https?:\/\/\S+\/agreement\/[\w-]+/.exec(asked.text ?? "")?.[0] ?? "";
  // A scanner comes first: it looks, it follows, and it answers nothing.
  for (const method of ["HEAD", "GET", "GET"]) expect((await fetch(link, { method })).status).toBe(200);
  const stranger = await (await openContext(browser)).context.newPage();
  await stranger.goto(link);
  await stranger.getByText("Retirer, relancer, remettre.").waitFor();
  await stranger.locator("[name=name]").first().fill(world.approver.name);
  await stranger.getByRole("button", { name: /^Donner mon accord/ }).click();
  await stranger
    .getByText(/^Accord enregistré/)
    .first()
    .waitFor();

  await support.goto(work);
  await act(support, "Annoncer");
  await act(support, "Commencer maintenant");
  for (const step of ["Retirer web-1", "Relancer"]) {
    await support.getByRole("button", { name: new RegExp(`^Cocher.*${step}`) }).click();
    await support.getByRole("button", { name: new RegExp(`^Décocher.*${step}`) }).waitFor();
  }
  await support.getByRole("button", { name: "Terminer les travaux" }).click();
  await support.getByText("Travaux terminés").first().waitFor();

  // The incident is closed with its cause, the ticket with its last word, and the month says the outage.
  await support.goto(`${extranetUrl}/projects/popgom/incidents`);
  await support.getByText("Clore cet incident").first().click();
  await support.locator("[name=cause]").fill("Mémoire de web-1 épuisée.");
  await support.locator("[name=summary]").fill("La boutique a été relancée.");
  await support.getByRole("button", { name: "Clore l’incident" }).click();
  await support.goto(`${extranetUrl}/projects/popgom/availability?month=${monthAt(fell, "Europe/Paris")}`);
  await support.getByText("coupure").first().waitFor();

  await support.goto(ticket);
  await support.locator("textarea[name=text]").fill("Relancée ; la cause est trouvée.");
  await support.locator("select[name=nextState]").selectOption("resolved");
  await support.getByRole("button", { name: "Envoyer au client" }).click();
  await support.getByText("Résolu").first().waitFor();
  await support.getByRole("button", { name: "Faire une fiche de ce ticket" }).click();
  await support.waitForURL(/\/knowledge\/\d+/);
  await support.getByRole("heading", { name: "Retiré du ticket" }).waitFor();
  const article = await support.locator("main").innerText();
  expect(article).not.toContain("Tyredating");
  expect(article).not.toContain(world.approver.name);
});

/** The newest mail to the client whose text says these words, once it is there. */
async function letterSaying(words: string) {
  return vi.waitFor(
    async () => {
      const parsed = await Promise.all(clientMails.mails.map(({ source }) => PostalMime.parse(source)));
      const found = parsed.findLast(({ text = "" }) => text.replaceAll("\u00a0", " ").includes(words));
      expect(found, `a mail that says ${words}, of ${parsed.map(({ subject }) => subject)}`).toBeDefined();
      return found as Email;
    },
    { timeout: 40_000, interval: 200 },
  );
}

/** Presses an act that is asked twice, in its dialog. */
async function act(page: Page, label: string): Promise<void> {
  await page.getByRole("button", { name: label, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: label }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}
