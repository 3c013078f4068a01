import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";

import type { Database } from "#db/client.server.ts";
import { memberships } from "#db/schema/identity.ts";
import { keepFile } from "#domain/attachments/store.server.ts";
import { openIncident } from "#domain/incidents/commands.server.ts";
import { writeArticle } from "#domain/knowledge/commands.server.ts";
import { knowledgeReader } from "#domain/knowledge/reader.ts";
import { notify } from "#domain/notifications/notify.server.ts";
import { addMessage, openTicket } from "#domain/tickets/commands.server.ts";

import { planned, plannedWork } from "./intervention.ts";
import { actorOf } from "./journal.ts";
import { PAYLOADS } from "./payloads.ts";
import type { World } from "./world.ts";

const DAY_MS = 24 * 3_600_000;
/** Where there is room for one only. */
const SHORT = PAYLOADS.filter(({ length }) => length <= 120);

export const shortOf = (index: number) => SHORT[(index * 97) % SHORT.length] ?? "";

/** Every place where words of people are kept, filled. */
export async function hostileWorld(db: Database, world: World, now: Date) {
  const { project, viewer, support } = world;
  const author = { side: "client", id: viewer.id, name: shortOf(1) } as const;
  const half = Math.ceil(PAYLOADS.length / 2);
  const file = async (index: number) => {
    const sent = { projectId: project.id, uploaderId: viewer.id, name: shortOf(index), bytes: Buffer.from("x") };
    const kept = await keepFile(db, sent, now);
    if ("refused" in kept) throw new Error(kept.refused);
    return kept.publicId;
  };
  const sorted = { kind: "question", impact: "low", urgency: "low", source: "page" } as const;
  const words = { subject: shortOf(2), text: PAYLOADS.slice(0, half).join("\n\n"), author };
  const attachmentIds = [await file(3), await file(4)];
  const opened = await openTicket(db, project.id, actorOf(viewer), { ...sorted, ...words, attachmentIds }, now);
  if ("refused" in opened) throw new Error(opened.refused);
  const note = { text: PAYLOADS.slice(half).join("\n\n"), isPublic: false };
  const staff = { side: "staff", id: support.id, name: support.name } as const;
  await addMessage(db, project.id, opened.id, staff, note, now);

  const told = { userIds: [viewer.id, support.id], projectId: project.id, path: "/notifications" };
  for (let index = 0; index < 20; index += 1) {
    const data = { number: 1, name: shortOf(index), actorName: shortOf(index + 20) };
    await notify(db, { ...told, onceKey: `x${index}`, kind: "ticket.replied", data }, now);
  }
  const incident = { title: shortOf(6), impact: "down", startedAt: now, text: shortOf(7) } as const;
  await openIncident(db, project.id, actorOf(support), incident, now);

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

  const window = { from: new Date(now.getTime() + 8 * DAY_MS), to: new Date(now.getTime() + 8 * DAY_MS + 3_600_000) };
  const work = plannedWork(world, window);
  const texts = { title: shortOf(10), plan: shortOf(11), rollbackPlan: shortOf(12), checklist: shortOf(13) };
  const plan = { ...work.plan, ...texts, consequence: shortOf(14) };
  const interventionId = await planned(db, world, { ...work, plan }, now);
  return { number: opened.id, articleId: article.id, interventionId };
}

/** Elements, addresses and orders that somebody's words became, and what the page's policy had to stop. */
export async function breachesOn(page: Page, base: string, path: string): Promise<string[]> {
  const complaints: string[] = [];
  const hear = (message: { text(): string }) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  };
  page.on("console", hear);
  const answer = await page.goto(base + path, { waitUntil: "domcontentloaded" });
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
