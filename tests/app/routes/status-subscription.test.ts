import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { statusPages, statusSubscriptions } from "#db/schema/status.ts";
import { signedToken } from "#domain/status/links.server.ts";
import { statusWorld } from "#tests/domain/status/world.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

const PAGE = "/status/popgom";
const HOUR = 3_600_000;

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

/** As the page's form is sent; the answer's status and page. */
async function subscribe(address: string, locale = "fr") {
  const answer = await extranet.ask(`${PAGE}?index`, { form: { email: address, locale } });
  return { status: answer.status, page: withoutChance(await answer.text()) };
}

/** What differs between any two answers of one page: nonces, and the minute. */
function withoutChance(page: string): string {
  return page.replace(/nonce="[^"]*"/g, "").replace(/\d{1,2}:\d\d/g, "");
}

async function statusOf(path: string, method = "GET"): Promise<number> {
  const answer = await extranet.ask(path, { method, form: method === "POST" ? {} : undefined });
  await answer.text();
  return answer.status;
}

async function linksTo(db: Database, address: string): Promise<string[]> {
  const mails = await db.select().from(outboxMails).where(eq(outboxMails.toAddress, address));
  return mails.map(({ textBody }) => /http\S+\/status\/popgom(\/\S+)/.exec(textBody)?.[1] ?? "");
}

async function confirmed(db: Database): Promise<string[]> {
  const rows = await db.select().from(statusSubscriptions);
  return rows.filter(({ confirmedAt }) => confirmedAt !== null).map(({ address }) => address);
}

test("an address is subscribed when its owner presses the button, not when a program opens the link", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    await statusWorld(db, project.id, pm);
    const first = await subscribe("Ana@Exemple.test");
    expect(first.status).toBe(200);
    const [confirm = ""] = await linksTo(db, "ana@exemple.test");
    expect(confirm).toMatch(/^\/confirm\?token=/);

    for (const method of ["GET", "HEAD", "GET"]) expect(await statusOf(PAGE + confirm, method)).toBe(200);
    expect(await confirmed(db)).toEqual([]);
    expect(await statusOf(PAGE + confirm, "POST")).toBe(200);
    expect(await confirmed(db)).toEqual(["ana@exemple.test"]);
    expect(await statusOf(PAGE + confirm, "POST")).toBe(200);

    // A moment later nothing is sent again; later its owner, and nobody else, reads that it is known.
    expect(await subscribe("ana@exemple.test")).toEqual(first);
    expect(await linksTo(db, "ana@exemple.test")).toHaveLength(1);
    await db.update(statusSubscriptions).set({ askedAt: new Date(Date.now() - HOUR) });
    expect(await subscribe("ana@exemple.test")).toEqual(first);
    const [, leave = ""] = await linksTo(db, "ana@exemple.test");
    expect(leave).toMatch(/^\/unsubscribe\?token=/);

    expect(await statusOf(PAGE + leave)).toBe(200);
    expect(await confirmed(db)).toEqual(["ana@exemple.test"]);
    expect(await statusOf(PAGE + leave, "POST")).toBe(200);
    expect(await db.select().from(statusSubscriptions)).toEqual([]);
    expect(await statusOf(PAGE + leave, "POST")).toBe(200);
    expect(await statusOf(PAGE + confirm, "POST")).toBe(200);
    expect(await confirmed(db)).toEqual([]);
  }));

test("a stranger who types a subscribed address changes nothing of how its owner is written to", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    const { page } = await statusWorld(db, project.id, pm);
    const at = new Date(Date.now() - HOUR);
    const row = { pageId: page.id, address: "ana@exemple.test", locale: "fr", askedAt: at, confirmedAt: at };
    await db.insert(statusSubscriptions).values(row);

    expect((await subscribe("ana@exemple.test", "es")).status).toBe(200);
    const [kept] = await db.select().from(statusSubscriptions);
    expect(kept).toMatchObject({ locale: "fr", confirmedAt: at });
    const [mail] = await db.select().from(outboxMails);
    expect(mail?.subject).toContain("Vous recevez déjà");
  }));

test("a forged link, one of another page and one for another purpose are no pages; an old one confirms nothing", () =>
  withDatabase(async (db) => {
    const { project, other, pm, admin } = await popgom(db);
    const { page } = await statusWorld(db, project.id, pm);
    const foreign = await statusWorld(db, other.project.id, admin, { title: "Vitrine" });
    const keyOf = async (id: number) =>
      (await db.select().from(statusPages).where(eq(statusPages.id, id)))[0]?.signingKey ?? "";
    const [own, theirs] = [await keyOf(page.id), await keyOf(foreign.page.id)];
    const askedAt = new Date(Date.now() - 8 * 24 * HOUR);
    const row = { pageId: page.id, address: "ana@exemple.test", locale: "fr", askedAt };
    const [{ insertId: id }] = await db.insert(statusSubscriptions).values(row);
    const parts = [id, askedAt.getTime()];
    for (const token of ["", "1.1.x", signedToken(theirs, "confirm", parts), signedToken(own, "unsubscribe", parts)]) {
      for (const method of ["GET", "POST"]) expect(await statusOf(`${PAGE}/confirm?token=${token}`, method)).toBe(404);
    }
    expect(await statusOf(`${PAGE}/confirm?token=${signedToken(own, "confirm", parts)}`, "POST")).toBe(200);
    expect(await confirmed(db)).toEqual([]);
    expect(await statusOf(`${PAGE}/unsubscribe?token=${signedToken(theirs, "unsubscribe", [id])}`, "POST")).toBe(404);
    expect(await db.select().from(statusSubscriptions)).toHaveLength(1);
  }));

test("a mail program unsubscribes with one click, even from a page that is no longer public", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    const { page } = await statusWorld(db, project.id, pm);
    const [keys] = await db.select().from(statusPages);
    const row = { pageId: page.id, address: "ana@exemple.test", locale: "fr" };
    const at = new Date();
    const [{ insertId: id }] = await db.insert(statusSubscriptions).values({ ...row, askedAt: at, confirmedAt: at });
    await db.update(statusPages).set({ visibility: "private" });
    const body = new FormData();
    body.set("List-Unsubscribe", "One-Click");
    const token = signedToken(keys?.signingKey ?? "", "unsubscribe", [id]);
    const bytes = new Response(body);
    const posted = await fetch(`${extranet.url}${PAGE}/unsubscribe?token=${token}`, {
      method: "POST",
      headers: { "content-type": bytes.headers.get("content-type") ?? "" },
      body: Buffer.from(await bytes.arrayBuffer()),
      redirect: "manual",
    });
    expect(posted.status).toBe(200);
    expect(await db.select().from(statusSubscriptions)).toEqual([]);
    expect(await statusOf(`${PAGE}/confirm?token=${token}`)).toBe(404);
  }));

test("what is no address is refused and kept, and an address may not ask without end", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    await statusWorld(db, project.id, pm);
    const refused = await subscribe('"><script>alert(1)</script>');
    expect(refused.status).toBe(400);
    expect(refused.page.includes("<script")).toBe(false);

    const statuses: number[] = [];
    for (let index = 0; index < 7; index += 1) statuses.push((await subscribe(`ana${index}@exemple.test`)).status);
    expect(statuses.at(-1)).toBe(429);
    const mails = await db.select().from(outboxMails);
    expect(mails.length).toBe(statuses.filter((status) => status === 200).length);
  }));
