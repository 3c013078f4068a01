import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { ticketClocks } from "#db/schema/clocks.ts";
import { attainedRounds } from "#domain/tickets/attainment.server.ts";
import { attainmentOf } from "#domain/tickets/attainment.ts";
import { attainmentCsv } from "#domain/tickets/attainment-csv.ts";
import { watchClocks } from "#domain/tickets/clock-watch.server.ts";
import { addMessage, changeTicket, openTicket } from "#domain/tickets/commands.server.ts";
import type { TicketAuthor } from "#domain/tickets/thread.ts";
import type { TicketLevel, TicketState } from "#domain/tickets/ticket.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { type FixtureUser, popgom, type World } from "#tests/support/world.ts";

const author = (side: "client" | "staff", { id, name }: FixtureUser): TicketAuthor => ({ side, id, name });

async function opened(db: Database, world: World, at: string, level: TicketLevel = "high", subject = "Panier vide") {
  const asked = { subject, text: "…", kind: "incident", source: "page", impact: level, urgency: level } as const;
  const ticket = { ...asked, author: author("client", world.viewer) };
  const answer = await openTicket(db, world.project.id, actorOf(world.viewer), ticket, new Date(at));
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.id;
}

test("a month counts what stopped in it on the project's clock, and stays as it was whatever comes later", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, support, other } = world;
    await db.delete(ticketClocks);
    const place = { id: project.id, timeZone: "Europe/Paris" };
    const answer = (id: number, at: string, nextState?: TicketState) =>
      addMessage(db, project.id, id, author("staff", support), { text: "…", isPublic: true, nextState }, new Date(at));

    const inOctober = await opened(db, world, "2026-10-31T22:40Z", "high", '=HYPERLINK("x")');
    await answer(inOctober, "2026-10-31T22:50Z");
    // Half past midnight in Paris: November, though October in UTC; and too late.
    const overMidnight = await opened(db, world, "2026-10-31T22:55Z");
    await answer(overMidnight, "2026-10-31T23:30Z", "resolved");
    const running = await opened(db, world, "2026-10-31T20:00Z");

    const october = () => attainedRounds(db, place, "2026-10", new Date("2026-11-20T12:00Z"));
    const first = await october();
    expect(attainmentOf(first)).toEqual([
      { clock: "first_response", met: 1, missed: 0, running: 2, late: 1, share: 1 },
      { clock: "resolution", met: 0, missed: 0, running: 3, late: 0, share: null },
    ]);
    const november = attainmentOf(await attainedRounds(db, place, "2026-11", new Date("2026-11-20T12:00Z")));
    expect(november).toMatchObject([
      { clock: "first_response", met: 0, missed: 1, running: 1, share: 0 },
      { clock: "resolution", met: 1, missed: 0, running: 2, late: 2, share: 1 },
    ]);

    // Answers, priorities and reopenings of November leave October alone.
    await answer(running, "2026-11-21T12:00Z", "resolved");
    const lowered = { version: 1, impact: "low", urgency: "low" } as const;
    await changeTicket(db, project.id, inOctober, actorOf(support), lowered, new Date("2026-11-21T13:00Z"));
    expect(await october()).toEqual(first);
    expect(await attainedRounds(db, { ...place, id: other.project.id }, "2026-10")).toEqual([]);
    expect(await attainedRounds(db, place, "2027-05", new Date("2026-11-20T12:00Z"))).toEqual([]);

    const lines = [...attainmentCsv(first)];
    expect(lines).toHaveLength(first.length + 1);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
  }));

test("a priority lowered after its target was passed is met, and the list says what happened before", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, support } = world;
    await db.delete(ticketClocks);
    const id = await opened(db, world, "2026-11-23T09:00Z");
    await watchClocks(db, new Date("2026-11-23T09:20Z"));
    const lowered = { version: 1, impact: "medium", urgency: "medium" } as const;
    await changeTicket(db, project.id, id, actorOf(support), lowered, new Date("2026-11-23T09:21Z"));
    const said = { text: "…", isPublic: true };
    await addMessage(db, project.id, id, author("staff", support), said, new Date("2026-11-23T09:30Z"));

    const place = { id: project.id, timeZone: "Europe/Paris" };
    const rounds = await attainedRounds(db, place, "2026-11", new Date("2026-11-23T10:00Z"));
    expect(rounds.find(({ number, clock }) => number === id && clock === "first_response")).toMatchObject({
      judgement: "met",
      priority: 3,
      wasMissedBefore: true,
    });
  }));
