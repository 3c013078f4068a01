import { isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeLiveFeed } from "#app/http/feed.server.ts";
import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { articles, articleTexts } from "#db/schema/knowledge.ts";
import { tickets } from "#db/schema/tickets.ts";
import { claimFiles } from "#domain/attachments/claims.server.ts";
import { LARGEST_FILE_BYTES } from "#domain/attachments/limits.ts";
import type { KeptFile } from "#domain/attachments/store.server.ts";
import { addMessage, openTicket } from "#domain/tickets/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { pngOf } from "#tests/support/pictures.ts";
import { popgom, type World } from "#tests/support/world.ts";

const NOW = new Date();
const LOG = "le paiement échoue\n";

let extranet: TestExtranet;

beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(async () => {
  closeLiveFeed();
  await extranet.close();
});

type Sent = string | Buffer;
const to = (path: string, name: string) => `${path}?name=${encodeURIComponent(name)}`;

function send(path: string, as: string, bytes: Sent): Promise<Response> {
  const headers = { origin: extranet.url, cookie: as, "content-type": "application/octet-stream" };
  return fetch(new URL(path, extranet.url), { method: "POST", headers, body: Buffer.from(bytes), redirect: "manual" });
}

async function sent(as: string, name: string, bytes: Sent, path = "/projects/popgom/attachments"): Promise<KeptFile> {
  const answer = await send(to(path, name), as, bytes);
  expect(answer.status).toBe(201);
  return (await answer.json()) as KeptFile;
}

/** A cookie for each of the people, and who among them gets the file. */
async function people(world: World) {
  const cookies = new Map<string, string>();
  const names = ["viewer", "approver", "clientAdmin", "support", "pm", "admin", "otherViewer"] as const;
  for (const name of names) cookies.set(name, await extranet.signedInAs(world[name].id));
  const as = (name: (typeof names)[number]) => cookies.get(name) ?? "";
  const readersOf = async ({ publicId }: KeptFile) => {
    const readers: string[] = [];
    for (const [name, cookie] of cookies) {
      const [own, absent] = [
        await extranet.ask(`/attachments/${publicId}`, { as: cookie }),
        await extranet.ask(`/attachments/${"0".repeat(32)}`, { as: cookie }),
      ];
      if (own.status === 200) readers.push(name);
      else expect([own.status, await own.text()]).toEqual([absent.status, await absent.text()]);
    }
    return readers;
  };
  return { as, readersOf };
}

const CLIENT = ["viewer", "approver", "clientAdmin"];
const STAFF = ["support", "pm", "admin"];

test("a file is for its sender while they write, then for those who read what it was given to (X2)", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { as, readersOf } = await people(world);
    const [opening, reply, note, picture] = [
      await sent(as("viewer"), "a.log", LOG),
      await sent(as("support"), "b.log", LOG),
      await sent(as("support"), "c.log", LOG),
      await sent(as("support"), "d.png", pngOf(10, 10), "/attachments"),
    ];
    expect(await readersOf(opening)).toEqual(["viewer"]);
    expect(await readersOf(note)).toEqual(["support"]);
    expect((await extranet.ask(`/attachments/${opening.publicId}`)).headers.get("location")).toMatch(/^\/sign-in/);

    const ticketId = await opened(db, world, [opening.publicId]);
    const support = { side: "staff", id: world.support.id, name: world.support.name } as const;
    const say = (isPublic: boolean, { publicId }: KeptFile) =>
      addMessage(db, world.project.id, ticketId, support, { text: "Voici", isPublic, attachmentIds: [publicId] }, NOW);
    // What somebody else sent in is not there for who writes.
    expect(await say(true, opening)).toEqual({ refused: "fileNotFound" });
    expect(await say(true, reply)).toHaveProperty("entryId");
    expect(await say(false, note)).toHaveProperty("entryId");
    expect(await readersOf(opening)).toEqual([...CLIENT, ...STAFF]);
    expect(await readersOf(reply)).toEqual([...CLIENT, ...STAFF]);
    expect(await readersOf(note)).toEqual(STAFF);

    const articleId = await article(db, "staff");
    await claimFiles(db, null, world.support.id, [picture.publicId], { articleId });
    expect(await readersOf(picture)).toEqual(STAFF);
    await db.update(articles).set({ audience: "everyone" });
    expect(await readersOf(picture)).toEqual([...CLIENT, ...STAFF, "otherViewer"]);
  }));

test("a file leaves as what it is, never as a page of ours", () =>
  withDatabase(async (db) => {
    const { as } = await people(await popgom(db, NOW));
    const get = (file: KeptFile, headers = {}) =>
      extranet.ask(`/attachments/${file.publicId}`, { as: as("viewer"), headers });
    const page = await sent(as("viewer"), "é\r\nX: y.html", "<script>alert(1)</script>");
    const script = await sent(as("viewer"), "run.bat", "echo\n");
    const picture = await sent(as("viewer"), "capture.png", pngOf(10, 10));

    const answer = await get(page);
    expect(await answer.text()).toBe("<script>alert(1)</script>");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="eX_ y.html"; filename*=UTF-8''%C3%A9X_%20y.html`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache, no-transform",
    });
    expect((await get(script)).headers.get("content-disposition")).toContain('filename="run.bat.txt"');
    const shown = await get(picture);
    expect(shown.headers.get("content-disposition")).toMatch(/^inline; /);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(pngOf(10, 10));
    expect((await get(picture, { "if-none-match": shown.headers.get("etag") })).status).toBe(304);
    const head = await extranet.ask(`/attachments/${picture.publicId}`, { as: as("viewer"), method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "64", ""]);
  }));

test("what may not be sent in is refused with its reason", () =>
  withDatabase(async (db) => {
    const { as } = await people(await popgom(db, NOW));
    const path = "/projects/popgom/attachments";
    const refused = async (name: string, bytes: Sent, by = as("viewer")) => {
      const answer = await send(to(path, name), by, bytes);
      return [answer.status, await answer.text()];
    };
    expect(await refused("vide.txt", "")).toEqual([422, '{"refused":"empty"}']);
    expect(await refused("a.pdf", Buffer.from("4d5a90000300000004000000ffff0000", "hex"))).toEqual([
      422,
      '{"refused":"program"}',
    ]);
    expect(await refused("a.png", pngOf(50_000, 50_000))).toEqual([422, '{"refused":"pictureTooLarge"}']);
    expect((await refused("a.log", LOG, as("otherViewer")))[0]).toBe(404);
    expect((await send(to("/attachments", "a.png"), as("viewer"), pngOf(1, 1))).status).toBe(404);
    const tooLong = await send(to(path, "a.log"), as("viewer"), Buffer.alloc(LARGEST_FILE_BYTES + 1)).catch(() => null);
    expect(tooLong?.status ?? 413).toBe(413);
  }));

test("without scripts files go with their form: kept files stay where one is refused, and nothing is opened twice", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { as } = await people(world);
    const post = (files: readonly [name: string, bytes: Sent][], more: Record<string, string> = {}) => {
      const form = new FormData();
      const words = { intent: "open", sendKey: "0123456789", text: "Le paiement échoue", since: "", sales: "unknown" };
      for (const [field, text] of Object.entries({ ...words, ...more })) form.append(field, text);
      for (const [name, bytes] of files) form.append("files", new Blob([Buffer.from(bytes)]), name);
      const asked = new URL(
        "/projects/popgom/tickets/new?_data=routes/projects.$projectSlug.tickets.new",
        extranet.url,
      );
      const headers = { origin: extranet.url, cookie: as("viewer") };
      return fetch(asked, { method: "POST", headers, body: form, redirect: "manual" });
    };
    const before = await db.select({ id: tickets.id }).from(tickets);
    const refused = await post([
      ["a.log", LOG],
      ["b.txt", ""],
    ]);
    expect(refused.status).toBe(422);
    const { problems, typed } = (await refused.json()) as { problems: object; typed: Record<string, string[]> };
    expect(problems).toEqual({ attachment: "attachments:refused.empty" });
    expect(typed).toMatchObject({ attachmentName: ["a.log"], text: ["Le paiement échoue"] });
    expect(await db.select({ id: tickets.id }).from(tickets)).toEqual(before);

    const done = await post([["c.log", "autre"]], { attachment: typed.attachment?.[0] ?? "" });
    expect(done.status).toBe(204);
    const files = await db.select().from(attachments).where(isNotNull(attachments.ticketEntryId));
    expect(files.map(({ name }) => name)).toEqual(["a.log", "c.log"]);
  }));

async function opened(db: Database, { project, viewer }: World, attachmentIds: string[]): Promise<number> {
  const author = { side: "client", id: viewer.id, name: viewer.name } as const;
  const words = { kind: "incident", subject: "Paiement", text: "Il échoue", impact: "high", urgency: "high" } as const;
  const ticket = await openTicket(
    db,
    project.id,
    { ...viewer, address: null },
    { ...words, source: "page", author, attachmentIds },
    NOW,
  );
  if ("refused" in ticket) throw new Error(ticket.refused);
  return ticket.id;
}

/** A published article. */
async function article(db: Database, audience: "staff" | "everyone"): Promise<number> {
  const [{ insertId: articleId }] = await db
    .insert(articles)
    .values({ audience, originalLocale: "fr", createdAt: NOW });
  const text = { title: "Vider le cache", text: "", words: "", changedAt: NOW, changedByName: "Camille Roche" };
  await db
    .insert(articleTexts)
    .values({ ...text, articleId, locale: "fr", state: "published", newest: 1, published: 1 });
  return articleId;
}
