import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { ticketClocks } from "#db/schema/clocks.ts";
import { addMessage, changeTicket, openTicket } from "#domain/tickets/commands.server.ts";
import { countedClocks } from "#domain/tickets/counted-clocks.server.ts";
import type { TicketAuthor } from "#domain/tickets/thread.ts";
import type { TicketLevel, TicketState } from "#domain/tickets/ticket.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { type FixtureUser, popgom, type World } from "#tests/support/world.ts";

/** A Friday, 17:00 in Paris. */
const FRIDAY = Date.UTC(2026, 10, 20, 16);
const HOUR = 3_600_000;
const later = (hours: number) => new Date(FRIDAY + hours * HOUR);
const author = (side: "client" | "staff", { id, name }: FixtureUser): TicketAuthor => ({ side, id, name });

async function opened(db: Database, { project, viewer }: World, level: TicketLevel = "low"): Promise<number> {
  const asked = { subject: "La recherche est lente", text: "Depuis 16 h.", kind: "incident", source: "page" } as const;
  const ticket = { ...asked, impact: level, urgency: level, author: author("client", viewer) };
  const answer = await openTicket(db, project.id, actorOf(viewer), ticket, later(0));
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.id;
}

/** The rounds as they stand in the list: clock and round, business minutes of the promised ones, how it stands. */
async function kept(db: Database, id: number): Promise<string[]> {
  const rows = await db
    .select()
    .from(ticketClocks)
    .where(eq(ticketClocks.ticketId, id))
    .orderBy(asc(ticketClocks.clock), asc(ticketClocks.round));
  return rows.map(({ clock, round, elapsedSeconds, targetSeconds, standing }) => {
    const target = targetSeconds === null ? "-" : targetSeconds / 60;
    return `${clock} ${round}: ${elapsedSeconds / 60}/${target} ${standing}`;
  });
}

test("a ticket's clocks are kept with each entry of its thread, and the thread alone gives them again", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, viewer, support } = world;
    const id = await opened(db, world, "medium");
    const say = (side: "client" | "staff", hours: number, nextState?: TicketState) =>
      addMessage(
        db,
        project.id,
        id,
        author(side, side === "client" ? viewer : support),
        { text: "…", isPublic: true, nextState },
        later(hours),
      );
    expect(await kept(db, id)).toEqual(["first_response 1: 0/240 running", "resolution 1: 0/1980 running"]);

    // Two hours of Friday, and one of Monday: the weekend owes nothing. The terms pause while the client is asked.
    await say("staff", 64, "waiting_client");
    await say("client", 66);
    expect(await kept(db, id)).toEqual([
      "first_response 1: 180/240 stopped",
      "next_update 1: 0/660 running",
      "resolution 1: 180/1980 running",
    ]);

    // Raised on Monday at 13:00: what was counted stays, the target is another, and the clock runs by night too.
    const raised = { version: 3, impact: "high", urgency: "high" } as const;
    expect(await changeTicket(db, project.id, id, actorOf(support), raised, later(68))).toEqual({ changed: true });
    await say("staff", 69);
    await say("staff", 70, "resolved");
    const resolved = [
      "first_response 1: 180/240 stopped",
      "next_update 1: 180/60 stopped",
      "resolution 1: 420/240 stopped",
    ];
    expect(await kept(db, id)).toEqual(resolved);

    // Three weeks later it comes back: nothing has run meanwhile.
    await say("client", 600);
    expect(await kept(db, id)).toEqual([
      ...resolved.slice(0, 2),
      "next_update 2: 0/60 running",
      resolved[2],
      "resolution 2: 420/240 running",
    ]);

    await db.update(ticketClocks).set({ elapsedSeconds: 7, targetSeconds: 7 });
    const counted = (await countedClocks(db, [id], later(600))).get(id);
    expect(counted?.rounds.map(({ elapsedSeconds }) => elapsedSeconds / 60).sort()).toEqual([0, 180, 180, 420, 420]);
  }));

test("a note answers nobody, and a ticket of staff owes no first response", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { project, support } = world;
    const id = await opened(db, world, "high");
    await addMessage(db, project.id, id, author("staff", support), { text: "Vu.", isPublic: false }, later(1));
    expect(await kept(db, id)).toEqual(["first_response 1: 0/15 running", "resolution 1: 0/240 running"]);

    const asked = { subject: "Certificat", text: "Nous le renouvelons.", kind: "request", source: "page" } as const;
    const levels = { impact: "low", urgency: "low" } as const;
    const own = await openTicket(
      db,
      project.id,
      actorOf(support),
      { ...asked, ...levels, author: author("staff", support) },
      later(2),
    );
    if ("refused" in own) throw new Error(own.refused);
    expect(await kept(db, own.id)).toEqual(["resolution 1: 0/- running"]);
  }));
