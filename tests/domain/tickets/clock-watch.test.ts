import { asc, eq, inArray, like } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { deskTerms, ticketClocks, ticketClockTellings } from "#db/schema/clocks.ts";
import { events } from "#db/schema/events.ts";
import { notifications, outboxMails } from "#db/schema/notifications.ts";
import { teamMembers, teams } from "#db/schema/tickets.ts";
import { watchClocks } from "#domain/tickets/clock-watch.server.ts";
import { addMessage, changeTicket, openTicket } from "#domain/tickets/commands.server.ts";
import { clocksOfTicket, nearestClocks, ticketsByDue } from "#domain/tickets/shown-clocks.server.ts";
import type { TicketAuthor } from "#domain/tickets/thread.ts";
import type { TicketLevel, TicketState } from "#domain/tickets/ticket.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { type FixtureUser, popgom, type World } from "#tests/support/world.ts";

/** A Monday, 10:00 in Paris. */
const MONDAY = Date.UTC(2026, 10, 23, 9);
const minutes = (count: number) => new Date(MONDAY + count * 60_000);
const author = (side: "client" | "staff", { id, name }: FixtureUser): TicketAuthor => ({ side, id, name });

async function opened(db: Database, world: World, level: TicketLevel, change = {}): Promise<number> {
  const asked = { subject: "Panier vide", text: "Depuis 10 h.", kind: "incident", source: "page" } as const;
  const ticket = { ...asked, impact: level, urgency: level, author: author("client", world.viewer), ...change };
  const answer = await openTicket(db, world.project.id, actorOf(world.viewer), ticket, minutes(0));
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.id;
}

/** Only the tickets of the test are looked at: those of the demo have clocks of their own. */
async function told(db: Database, ids: readonly number[]): Promise<string[]> {
  const rows = await db
    .select()
    .from(ticketClockTellings)
    .where(inArray(ticketClockTellings.ticketId, [...ids]))
    .orderBy(asc(ticketClockTellings.at), asc(ticketClockTellings.clock));
  return rows.map(({ clock, round, level, elapsedSeconds }) => `${clock} ${round} ${level} ${elapsedSeconds / 60}`);
}

test("staff are warned before a promise is missed and told when it is, once, and not again by a reopening", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, pm, support, viewer } = world;
    await db.delete(ticketClocks);
    const id = await opened(db, world, "high", { assigneeId: support.id });
    const say = (side: "client" | "staff", at: number, nextState?: TicketState) =>
      addMessage(
        db,
        project.id,
        id,
        author(side, side === "client" ? viewer : support),
        { text: "…", isPublic: true, nextState },
        minutes(at),
      );

    await watchClocks(db, minutes(11));
    expect(await told(db, [id])).toEqual([]);
    await watchClocks(db, minutes(12));
    await watchClocks(db, minutes(13));
    await watchClocks(db, minutes(15));
    expect(await told(db, [id])).toEqual(["first_response 1 warned 12"]);
    await watchClocks(db, minutes(16));
    await watchClocks(db, minutes(17));
    const missed = ["first_response 1 warned 12", "first_response 1 breached 16"];
    expect(await told(db, [id])).toEqual(missed);

    const notices = await db.select().from(notifications).where(like(notifications.kind, "ticket.clock-%"));
    const of = (name: string) =>
      notices.filter(({ path }) => path.endsWith(`/${id}`)).filter(({ kind }) => kind === name);
    expect(of("ticket.clock-warned").map(({ userId }) => userId)).toEqual([support.id]);
    expect(
      of("ticket.clock-breached")
        .map(({ userId }) => userId)
        .sort(),
    ).toEqual([pm.id, support.id].sort());
    const mails = (await db.select().from(outboxMails)).filter(({ textBody }) => textBody.endsWith(`/${id}\n`));
    expect(mails.map(({ toAddress, subject }) => `${toAddress} ${subject}`).sort()).toEqual([
      `${pm.email} [${project.name}] Délai dépassé, ticket ${id} – Panier vide`,
      `${support.email} [${project.name}] Délai dépassé, ticket ${id} – Panier vide`,
      `${support.email} [${project.name}] Délai proche, ticket ${id} – Panier vide`,
    ]);
    const kinds = (await db.select().from(events).where(like(events.type, "ticket.clock-%"))).filter(
      ({ data }) => (data as { id: number }).id === id,
    );
    expect(kinds.map(({ type }) => type)).toEqual(["ticket.clock-warned", "ticket.clock-breached"]);

    // Resolved after its time, and back a day later: the miss is known already, and the day between did not count.
    await say("staff", 20);
    await watchClocks(db, minutes(250));
    await say("staff", 260, "resolved");
    expect((await told(db, [id])).slice(2)).toEqual(["resolution 1 breached 250"]);
    await say("client", 1_700);
    await watchClocks(db, minutes(1_701));
    expect((await told(db, [id])).slice(3)).toEqual([]);
    await watchClocks(db, minutes(1_750));
    expect((await told(db, [id])).slice(3)).toEqual(["next_update 1 warned 50"]);

    const page = await clocksOfTicket(db, { id, priority: 1 }, minutes(1_750));
    expect(page.clocks.map(({ clock, judgement, elapsedSeconds }) => [clock, judgement, elapsedSeconds / 60])).toEqual([
      ["first_response", "missed", 20],
      ["next_update", "near", 50],
      ["resolution", "late", 310],
    ]);
  }));

test("lists know what is due first; other terms are followed within the minute, as is a ticket that nobody counted", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, support } = world;
    const [slow, quick, bare] = [
      await opened(db, world, "low"),
      await opened(db, world, "high"),
      await opened(db, world, "medium"),
    ];
    const ids = [slow, quick, bare];
    await db.delete(ticketClocks).where(eq(ticketClocks.ticketId, bare));
    const due = async (at: Date) =>
      (await ticketsByDue(db, [project.id], at))
        .filter(({ ticketId }) => ids.includes(ticketId))
        .map((one) => one.ticketId);
    expect(await due(minutes(1))).toEqual([quick, slow]);
    await watchClocks(db, minutes(2));
    expect(await due(minutes(2))).toEqual([quick, bare, slow]);
    const shown = (await nearestClocks(db, [quick], minutes(5))).get(quick);
    expect(shown).toMatchObject({ clock: "first_response", judgement: "onTime", dueAt: minutes(15).getTime() });

    // From tomorrow on, priority 1 has an hour: the clock knows when to ask again.
    const [today] = await db
      .select()
      .from(deskTerms)
      .where(eq(deskTerms.priority, 1))
      .orderBy(asc(deskTerms.id))
      .limit(1);
    if (!today) throw new Error("no terms");
    const { id: _, ...terms } = today;
    await db.insert(deskTerms).values({ ...terms, effectiveOn: "2026-11-24", firstResponseMinutes: 2_000 });
    const raised = { version: 1, impact: "high", urgency: "high" } as const;
    await changeTicket(db, project.id, slow, actorOf(support), raised, minutes(30));
    const [kept] = await db.select().from(ticketClocks).where(eq(ticketClocks.ticketId, slow)).limit(1);
    expect(kept).toMatchObject({ targetSeconds: 900, recountAt: new Date("2026-11-23T23:00:00Z") });
    await watchClocks(db, new Date("2026-11-23T23:00:00Z"));
    const [after] = await db.select().from(ticketClocks).where(eq(ticketClocks.ticketId, slow)).limit(1);
    expect(after).toMatchObject({ targetSeconds: 120_000, recountAt: null });
  }));

test("of a ticket that nobody has taken its team is told first, and nobody of another client's side", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    await db.delete(ticketClocks);
    await db.delete(teamMembers);
    const [{ insertId: teamId }] = await db.insert(teams).values({ name: "Nuit" });
    await db.insert(teamMembers).values([world.support, world.viewer].map(({ id: userId }) => ({ teamId, userId })));
    const id = await opened(db, world, "high", { teamId });
    await watchClocks(db, minutes(12));
    const notices = await db.select().from(notifications).where(eq(notifications.kind, "ticket.clock-warned"));
    const told = notices.filter(({ path }) => path.endsWith(`/${id}`)).map(({ userId }) => userId);
    expect(told).toEqual([world.support.id]);
  }));
