import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { events } from "#db/schema/events.ts";
import { notifications } from "#db/schema/notifications.ts";
import { ticketWords } from "#db/schema/tickets.ts";
import { addMessage, changeTicket, openTicket, settleTicket } from "#domain/tickets/commands.server.ts";
import type { NewTicket } from "#domain/tickets/opening.server.ts";
import { threadOf, ticketCounts, ticketOf, ticketPage } from "#domain/tickets/queries.server.ts";
import type { TicketAuthor } from "#domain/tickets/thread.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { type FixtureUser, popgom, type World } from "#tests/support/world.ts";

const NOW = new Date(Date.UTC(2026, 10, 22, 12));
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const client = ({ id, name }: FixtureUser): TicketAuthor => ({ side: "client", id, name });
const staff = ({ id, name }: FixtureUser): TicketAuthor => ({ side: "staff", id, name });

function slowSearch(author: TicketAuthor, change: Partial<NewTicket> = {}): NewTicket {
  const said = { subject: "La recherche est lente", text: "Depuis 20 h 40, plus de deux secondes." };
  return { ...said, kind: "incident", impact: "medium", urgency: "high", source: "page", author, ...change };
}

async function opened(db: Database, world: World, change: Partial<NewTicket> = {}): Promise<number> {
  const { project, viewer } = world;
  const answer = await openTicket(db, project.id, actorOf(viewer), slowSearch(client(viewer), change), NOW);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.id;
}

const toldOf = async (db: Database) =>
  (await db.select().from(notifications).orderBy(asc(notifications.id))).map(({ userId, kind }) => `${userId} ${kind}`);

test("a thread: the client asks, staff take it, note among themselves, answer; the client reads all but the note", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, viewer, support, pm, db1 } = world;
    const counts = (withNotes: boolean) => ticketCounts(db, project.id, { withNotes });
    const before = { staff: await counts(true), client: await counts(false) };
    const id = await opened(db, world, { machineIds: [db1.id], sendKey: "k1" });
    expect(await opened(db, world, { sendKey: "k1" })).toBe(id);
    expect(await counts(true)).toEqual({ open: before.staff.open + 1, toAct: before.staff.toAct + 1 });

    const taken = { version: 1, state: "open", assigneeId: support.id, urgency: "medium" } as const;
    expect(await changeTicket(db, project.id, id, actorOf(support), taken, minutes(6))).toEqual({ changed: true });
    const stale = await changeTicket(db, project.id, id, actorOf(pm), { version: 1, state: "closed" }, minutes(7));
    expect(stale).toMatchObject({ refused: "changedMeanwhile", last: { actorName: support.name, at: minutes(6) } });

    const note = { text: `@${pm.name} un index manque. @${viewer.name}`, isPublic: false };
    await addMessage(db, project.id, id, staff(support), note, minutes(8));
    const question = {
      text: "Un index manque. D’accord à 16 h ?",
      isPublic: true,
      nextState: "waiting_client",
    } as const;
    const sent = await addMessage(db, project.id, id, staff(support), { ...question, sendKey: "k2" }, minutes(9));
    expect(await addMessage(db, project.id, id, staff(support), { ...question, sendKey: "k2" }, minutes(10))).toEqual(
      sent,
    );
    expect(await counts(false)).toEqual({ open: before.client.open + 1, toAct: before.client.toAct + 1 });
    await addMessage(db, project.id, id, client(viewer), { text: "Oui.", isPublic: true }, minutes(11));

    const kinds = async (withNotes: boolean) =>
      (await threadOf(db, project.id, id, { withNotes })).map((entry) =>
        entry.kind === "change" ? entry.changes.map(({ field, to }) => `${field} ${to}`).join() : entry.kind,
      );
    const read = ["message", `state open,urgency medium,assignee ${support.name}`];
    const rest = ["message", "state waiting_client", "message", "state open"];
    expect(await kinds(true)).toEqual([...read, "note", ...rest]);
    expect(await kinds(false)).toEqual([...read, ...rest]);

    const ticket = await ticketOf(db, project.id, id, { withNotes: true });
    expect(ticket).toMatchObject({
      state: "open",
      priority: 3,
      firstRespondedAt: minutes(9),
      lastPublicSide: "client",
    });
    expect(ticket?.machines.map(({ name }) => name)).toEqual(["db-1"]);
    const [words] = await db.select().from(ticketWords).where(eq(ticketWords.ticketId, id));
    expect(words?.fullText).toContain("aubrac");
    expect(words?.publicText).not.toContain("aubrac");
    const told = await toldOf(db);
    expect(told).toContain(`${pm.id} ticket.noted`);
    expect(told).toContain(`${viewer.id} ticket.replied`);
    expect(told).not.toContain(`${viewer.id} ticket.noted`);
    expect(told).not.toContain(`${support.id} ticket.assigned`);
    const notes = await db.select().from(events).where(eq(events.type, "ticket.noted"));
    expect(notes.map(({ data }) => data.isPublic)).toEqual([false]);
  }));

test("what was written meanwhile stops a message once; a note is nothing to the client", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, viewer, support, pm } = world;
    const id = await opened(db, world);
    const [first] = await threadOf(db, project.id, id, { withNotes: true });
    const seenEntryId = first?.id ?? 0;
    const noted = await addMessage(db, project.id, id, staff(support), { text: "Chut.", isPublic: false }, minutes(1));
    if (!("entryId" in noted)) throw new Error(noted.refused);
    const mine = { text: "Je réponds.", isPublic: true, seenEntryId };
    const unread = { refused: "writtenMeanwhile", entryIds: [noted.entryId] };
    expect(await addMessage(db, project.id, id, staff(pm), mine, minutes(2))).toEqual(unread);
    expect(await addMessage(db, project.id, id, client(viewer), mine, minutes(2))).toHaveProperty("entryId");
    const mineAgain = { ...mine, seenEntryId: 10 ** 8 };
    expect(await addMessage(db, project.id, id, staff(pm), mineAgain, minutes(3))).toHaveProperty("entryId");
  }));

test("moves that are not allowed, foreign ids and the client's notes are refused", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, other, viewer, support } = world;
    const id = await opened(db, world);
    const open = (change: Partial<NewTicket>) =>
      openTicket(db, project.id, actorOf(viewer), slowSearch(client(viewer), change), NOW);
    expect(await open({ machineIds: [other.web1.id] })).toEqual({ refused: "notFound" });
    expect(await open({ applicationId: other.application })).toEqual({ refused: "notFound" });
    expect(await open({ assigneeId: viewer.id })).toEqual({ refused: "notFound" });
    expect(await open({ subject: " " })).toEqual({ refused: "empty" });
    expect(await open({ since: minutes(1) })).toEqual({ refused: "sinceInTheFuture" });

    const change = (edit: object, projectId = project.id) =>
      changeTicket(db, projectId, id, actorOf(support), { version: 1, ...edit }, NOW);
    expect(await change({ state: "closed" }, other.project.id)).toEqual({ refused: "notFound" });
    expect(await change({ machineIds: [other.web1.id] })).toEqual({ refused: "notFound" });
    expect(await change({ impact: "medium" })).toEqual({ changed: false });
    expect(await ticketOf(db, other.project.id, id, { withNotes: true })).toBeUndefined();
    expect(await threadOf(db, other.project.id, id, { withNotes: true })).toEqual([]);
    const theirs = await ticketPage(db, other.project.id, { withNotes: true, limit: 99 });
    expect(theirs.map(({ number }) => number)).not.toContain(id);
    const say = (isPublic: boolean, projectId = project.id) =>
      addMessage(db, projectId, id, client(viewer), { text: "Bonjour", isPublic }, NOW);
    expect(await say(false)).toEqual({ refused: "notFound" });
    expect(await say(true, other.project.id)).toEqual({ refused: "notFound" });

    const settle = (version: number, to: "open" | "closed" | "resolved") =>
      settleTicket(db, project.id, id, client(viewer), { version, to }, NOW);
    expect(await settle(1, "resolved")).toEqual({ refused: "moveNotAllowed" });
    expect(await settle(1, "closed")).toEqual({ changed: true });
    expect(await change({ version: 2, state: "resolved" })).toEqual({ refused: "moveNotAllowed" });
    expect(await settle(2, "open")).toEqual({ changed: true });
    expect(await ticketOf(db, project.id, id, { withNotes: false })).toMatchObject({
      closedAt: null,
      resolvedAt: null,
    });
  }));
