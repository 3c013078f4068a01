import { desc, eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { database } from "#db/client.server.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { ticketEntries } from "#db/schema/tickets.ts";
import { keepFile } from "#domain/attachments/store.server.ts";
import { openIncident } from "#domain/incidents/commands.server.ts";
import { writeArticle } from "#domain/knowledge/commands.server.ts";
import { knowledgeReader } from "#domain/knowledge/reader.ts";
import { notify } from "#domain/notifications/notify.server.ts";
import { addMessage, openTicket } from "#domain/tickets/commands.server.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { planned, plannedWork } from "#tests/support/intervention.ts";
import { actorOf } from "#tests/support/journal.ts";
import { PAYLOADS } from "#tests/support/payloads.ts";
import { popgom, type World } from "#tests/support/world.ts";

const NOW = new Date();
const DAY_MS = 24 * 3_600_000;
const ECHO = "planted/echo";
/** Where there is room for one only. */
const SHORT = PAYLOADS.filter(({ length }) => length <= 120);
const shortOf = (index: number) => SHORT[(index * 97) % SHORT.length] ?? "";

let extranet: TestExtranet;
let browser: Browser;

beforeAll(async () => {
  // The hole that this test is for: a page that prints what a thread says.
  const loader = async () => {
    const [entry] = await database()
      .select()
      .from(ticketEntries)
      .where(eq(ticketEntries.kind, "note"))
      .orderBy(desc(ticketEntries.id));
    return new Response(`<!doctype html><p>${entry?.text}`, { headers: { "content-type": "text/html" } });
  };
  extranet = await startExtranet([
    { id: ECHO, parentId: "root", path: ECHO, module: { default: undefined as never, loader } },
  ]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  closeLiveFeed();
  await extranet.close();
});

test(
  "a thousand hostile words in tickets, files, notices, articles and plans are shown as words (X4)",
  () =>
    withDatabase(async (db) => {
      expect(PAYLOADS.length).toBeGreaterThan(1_000);
      const world = await popgom(db, NOW);
      await db
        .update(user)
        .set({ name: shortOf(1) })
        .where(eq(user.id, world.viewer.id));
      const { number, articleId, interventionId } = await hostileWorld(world);
      const project = "/projects/popgom";
      const pages = [
        ...[project, `${project}/tickets`, `${project}/tickets/${number}`, "/tickets", "/notifications"],
        ...[`${project}/incidents`, `${project}/interventions`, `${project}/interventions/${interventionId}`],
        ...[`${project}/tickets/new?machine=${encodeURIComponent(shortOf(5))}`, "/knowledge"],
        ...[`/knowledge/${articleId}`, `/knowledge/${articleId}/edit`, `/knowledge/${articleId}/versions`],
        `/search?q=${encodeURIComponent(shortOf(9))}`,
      ];
      const staff = await pageOf(world.support.id);
      const found: string[] = [];
      for (const path of pages) found.push(...(await breachesOn(staff, path)));
      const client = await pageOf(world.viewer.id);
      for (const path of pages.slice(0, 6)) found.push(...(await breachesOn(client, path)));
      expect(found).toEqual([]);

      expect(await breachesOn(staff, `/${ECHO}`)).not.toEqual([]);
    }),
  120_000,
);

/** Every place where words of people are kept, filled. */
async function hostileWorld(world: World) {
  const db = database();
  const { project, viewer, support } = world;
  const author = { side: "client", id: viewer.id, name: shortOf(1) } as const;
  const half = Math.ceil(PAYLOADS.length / 2);
  const file = async (index: number) => {
    const sent = { projectId: project.id, uploaderId: viewer.id, name: shortOf(index), bytes: Buffer.from("x") };
    const kept = await keepFile(db, sent, NOW);
    if ("refused" in kept) throw new Error(kept.refused);
    return kept.publicId;
  };
  const sorted = { kind: "question", impact: "low", urgency: "low", source: "page" } as const;
  const words = { subject: shortOf(2), text: PAYLOADS.slice(0, half).join("\n\n"), author };
  const attachmentIds = [await file(3), await file(4)];
  const opened = await openTicket(db, project.id, actorOf(viewer), { ...sorted, ...words, attachmentIds }, NOW);
  if ("refused" in opened) throw new Error(opened.refused);
  const note = { text: PAYLOADS.slice(half).join("\n\n"), isPublic: false };
  const staff = { side: "staff", id: support.id, name: support.name } as const;
  await addMessage(db, project.id, opened.id, staff, note, NOW);

  const told = { userIds: [viewer.id, support.id], projectId: project.id, path: "/notifications" };
  for (let index = 0; index < 20; index += 1) {
    const data = { number: 1, name: shortOf(index), actorName: shortOf(index + 20) };
    await notify(db, { ...told, onceKey: `x${index}`, kind: "ticket.replied", data }, NOW);
  }
  const incident = { title: shortOf(6), impact: "down", startedAt: NOW, text: shortOf(7) } as const;
  await openIncident(db, project.id, actorOf(support), incident, NOW);

  const own = await db.select().from(memberships).where(eq(memberships.userId, support.id));
  const reader = knowledgeReader(support.id, own, [project]);
  const filing = { audience: "staff", clientId: null, categoryId: null, reviewOn: null } as const;
  const text = PAYLOADS.slice(0, 600).join("\n\n").slice(0, 40_000);
  const article = await writeArticle(db, reader, actorOf(support), {
    ...filing,
    locale: "fr",
    title: shortOf(8),
    text,
  });
  if ("refused" in article) throw new Error(article.refused);

  const window = { from: new Date(NOW.getTime() + 8 * DAY_MS), to: new Date(NOW.getTime() + 8 * DAY_MS + 3_600_000) };
  const work = plannedWork(world, window);
  const texts = { title: shortOf(10), plan: shortOf(11), rollbackPlan: shortOf(12), checklist: shortOf(13) };
  const plan = { ...work.plan, ...texts, consequence: shortOf(14) };
  const interventionId = await planned(db, world, { ...work, plan }, NOW);
  return { number: opened.id, articleId: article.id, interventionId };
}

async function pageOf(userId: string): Promise<Page> {
  const context = await browser.newContext();
  const [name = "", value = ""] = (await extranet.signedInAs(userId)).split(/=(.*)/);
  await context.addCookies([{ name, value, url: extranet.url }]);
  return context.newPage();
}

/** Elements, addresses and orders that somebody's words became. Our own scripts are not built here: nothing else runs. */
async function breachesOn(page: Page, path: string): Promise<string[]> {
  const complaints: string[] = [];
  const hear = (message: { text(): string }) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  };
  page.on("console", hear);
  const answer = await page.goto(extranet.url + path, { waitUntil: "domcontentloaded" });
  const taken = await page.evaluate(() => {
    const elements = [...document.querySelectorAll("[data-canary], [onerror], [onload], [onfocus]")];
    const links = [...document.querySelectorAll("[href], [src], [action]")].filter((one) =>
      ["href", "src", "action"].some((name) => /^\s*(?:java\s*script|data:text)/i.test(one.getAttribute(name) ?? "")),
    );
    return [...elements, ...links].map((one) => one.outerHTML.slice(0, 120));
  });
  page.off("console", hear);
  const status = answer?.status() === 200 ? [] : [`answered ${answer?.status()}`];
  return [...status, ...taken, ...complaints].map((what) => `${path}: ${what}`);
}
