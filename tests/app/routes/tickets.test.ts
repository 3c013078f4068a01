import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { liveStream } from "#app/http/live-stream.server.ts";
import { onTicketNews } from "#app/http/ticket-news.server.ts";
import { memberships } from "#db/schema/identity.ts";
import { ticketDrafts, ticketEntries } from "#db/schema/tickets.ts";
import { addMessage, openTicket } from "#domain/tickets/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { type ServerRoute, startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom, type World } from "#tests/support/world.ts";

const SECRET = "mot de passe de la base : zanzibar";
const ROUTE = "routes/projects.$projectSlug.tickets.$number";

/** A stream that tells what is new without asking who may hear it: the leak that the test must see. */
const leak: ServerRoute = {
  id: "planted/leak",
  parentId: "root",
  path: "planted/leak",
  module: {
    default: undefined as never,
    loader: ({ request, context }) =>
      liveStream({
        method: request.method,
        feed: { latest: () => undefined, status: () => ({ up: true, listeningSince: 0 }), subscribe: () => () => {} },
        sessionId: "planted",
        closed: context.closed,
        backlog: context.backlog,
        onRevocation: () => () => {},
        machines: async () => [],
        series: null,
        only: null,
        tickets: { onNews: onTicketNews, hears: async () => "popgom" },
      }),
  },
};

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet([leak]);
});
afterAll(async () => {
  closeLiveFeed();
  await extranet.close();
});

async function openedBy({ project, viewer }: World, db: Parameters<typeof openTicket>[0]): Promise<number> {
  const author = { side: "client", id: viewer.id, name: viewer.name } as const;
  const ticket = { kind: "incident", subject: "Lenteur", text: "Depuis hier.", impact: "low", urgency: "low" } as const;
  const opened = await openTicket(db, project.id, actorOf(viewer), { ...ticket, source: "page", author });
  if ("refused" in opened) throw new Error(opened.refused);
  return opened.id;
}

test("promises are counted by client, of the projects that their reader sees, as the projects' own pages count them", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { support, viewer } = world;
    await openedBy(world, db);
    const [staff, client] = [await extranet.signedInAs(support.id), await extranet.signedInAs(viewer.id)];
    const read = async (path: string, route: string, as: string) =>
      (await extranet.ask(`${path}${path.includes("?") ? "&" : "?"}_data=${encodeURIComponent(route)}`, { as })).json();
    const all = await read("/tickets/clocks", "routes/tickets_.clocks", staff);
    const own = await read("/tickets/clocks", "routes/tickets_.clocks", client);
    const project = await read("/projects/popgom/tickets/clocks", "routes/projects.$projectSlug.tickets.clocks", staff);

    expect(all.clients.map((one: { client: string }) => one.client)).toEqual(["Autre", "Tyredating"]);
    expect(own.clients).toEqual(all.clients.slice(1));
    expect(project.figures).not.toEqual([]);
    expect(own.clients[0].figures).toEqual(project.figures);
    const urgent = await read("/tickets/clocks?priority=1&month=2099-01", "routes/tickets_.clocks", staff);
    expect(urgent).toMatchObject({ priority: 1, month: urgent.newest });
  }));

test("a note is nowhere on a client's page, in its answers nor in its stream; staff read it everywhere (L5, X2)", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, support, viewer } = world;
    const number = await openedBy(world, db);
    const address = `/projects/popgom/tickets/${number}`;
    const as = { client: await extranet.signedInAs(viewer.id), staff: await extranet.signedInAs(support.id) };
    const [client, staff, planted] = await Promise.all([
      reading(extranet, "/projects/popgom/live", as.client),
      reading(extranet, "/projects/popgom/live", as.staff),
      reading(extranet, "/planted/leak", as.client),
    ]);
    const author = { side: "staff", id: support.id, name: support.name } as const;
    const say = async (text: string, isPublic: boolean) => {
      const said = await addMessage(db, project.id, number, author, { text, isPublic });
      if ("refused" in said) throw new Error(said.refused);
      return `"entryId":${said.entryId}}`;
    };
    const note = await say(SECRET, false);
    const answer = await say("Nous cherchons.", true);
    await Promise.all([client.until(answer), staff.until(answer), planted.until(answer)]);
    expect(client.text()).not.toContain(note);
    expect(staff.text()).toContain(note);
    expect(planted.text(), "the planted leak is seen").toContain(note);

    for (const path of [address, `${address}?_data=${encodeURIComponent(ROUTE)}`, "/projects/popgom/tickets"]) {
      expect(await (await extranet.ask(path, { as: as.client })).text()).not.toContain("zanzibar");
    }
    expect(await (await extranet.ask(address, { as: as.staff })).text()).toContain("zanzibar");

    // Whose role is gone hears nothing more, though the stream still stands for a moment.
    await db.delete(memberships).where(eq(memberships.userId, viewer.id));
    const after = await say("C’est réparé.", true);
    await staff.until(after);
    await client.end();
    expect(client.text()).not.toContain(after);
    await Promise.all([staff.stop(), planted.stop()]);
  }));

test("what a client sends is read by all, goes out once, and stays theirs while it is a draft", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { viewer, approver, support, other } = world;
    const number = await openedBy(world, db);
    const address = `/projects/popgom/tickets/${number}`;
    const [as, colleague, staff] = await Promise.all(
      [viewer, approver, support].map(({ id }) => extranet.signedInAs(id)),
    );
    const draft = { text: "Je com", readers: "client" };
    expect((await extranet.ask(`${address}/draft`, { as, form: draft })).status).toBe(200);
    expect(await (await extranet.ask(address, { as })).text()).toContain("Je com");
    expect(await (await extranet.ask(address, { as: colleague })).text()).not.toContain("Je com");

    const form = {
      intent: "reply",
      text: "Je complète.",
      readers: "staff",
      sendKey: "a-key-of-its-own",
      nextState: "closed",
    };
    const sent = await Promise.all([extranet.ask(address, { as, form }), extranet.ask(address, { as, form })]);
    expect(sent.map(({ status }) => status)).toEqual([302, 302]);
    const of = and(eq(ticketEntries.ticketId, number), eq(ticketEntries.text, "Je complète."));
    const entries = await db.select().from(ticketEntries).where(of);
    expect(entries.map(({ kind, isPublic }) => ({ kind, isPublic }))).toEqual([{ kind: "message", isPublic: true }]);
    expect(await db.select().from(ticketDrafts)).toEqual([]);
    // The draft that was on its way when its message went out.
    await extranet.ask(`${address}/draft`, { as, form: { ...draft, sendKey: form.sendKey } });
    expect(await db.select().from(ticketDrafts)).toEqual([]);

    const seenEntryId = String((await lastOf(db, number)) - 1);
    const late = { ...form, text: "Et moi ?", sendKey: "a-second-key", seenEntryId, nextState: "" };
    const conflict = await extranet.ask(`${address}?_data=${encodeURIComponent(ROUTE)}`, { as: staff, form: late });
    expect(conflict.status).toBe(422);
    expect(await conflict.json()).toMatchObject({
      problems: { form: "tickets:refused.writtenMeanwhile" },
      typed: { text: ["Et moi ?"] },
    });
    for (const intent of ["change", "take"]) {
      const refused = await extranet.ask(address, { as, form: { intent, version: "1" } });
      expect(refused.status, intent).toBe(400);
    }
    for (const path of ["", "/draft", "/looking"]) {
      const foreign = await extranet.ask(`/projects/popgom/tickets/${other.ticket}${path}`, { as, form: draft });
      expect(foreign.status, path).toBe(404);
    }
  }));

test("staff see who looks; the client sees its own people and who follows the ticket", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const address = `/projects/popgom/tickets/${await openedBy(world, db)}`;
    const look = async ({ id }: { id: string }, here = "yes") => {
      const answer = await extranet.ask(`${address}/looking`, { as: await extranet.signedInAs(id), form: { here } });
      return ((await answer.json()) as { names: string[] }).names;
    };
    expect(await look(world.support)).toEqual([]);
    expect(await look(world.approver)).toEqual([]);
    expect(await look(world.viewer)).toEqual([world.approver.name]);
    await extranet.ask(address, {
      as: await extranet.signedInAs(world.support.id),
      form: { intent: "take", version: "1" },
    });
    expect((await look(world.viewer)).sort()).toEqual([world.approver.name, world.support.name].sort());
    expect(await look(world.pm)).toHaveLength(3);
    await look(world.approver, "no");
    expect(await look(world.viewer)).toEqual([world.support.name]);
  }));

async function lastOf(db: Parameters<typeof openTicket>[0], number: number): Promise<number> {
  const { id, ticketId } = ticketEntries;
  const [last] = await db.select({ id }).from(ticketEntries).where(eq(ticketId, number)).orderBy(desc(id)).limit(1);
  return last?.id ?? 0;
}

/** Reads a stream from its first words on. */
async function reading(from: TestExtranet, path: string, as: string) {
  const stream = await from.ask(path, { as });
  const reader = stream.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let isOver = false;
  const all = (async () => {
    for (;;) {
      const read = await reader?.read();
      if (!read || read.done) break;
      text += decoder.decode(read.value, { stream: true });
    }
    isOver = true;
  })();
  const until = async (wanted: string) => {
    await expect.poll(() => text.includes(wanted) || isOver, { timeout: 20_000, interval: 20 }).toBe(true);
  };
  await until("event: tickets");
  return {
    text: () => text,
    until,
    end: () => all,
    stop: () => reader?.cancel() ?? Promise.resolve(),
  };
}
