import { and, asc, eq, inArray, isNotNull, isNull, lte } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketClocks, ticketClockTellings } from "#db/schema/clocks.ts";
import { tickets } from "#db/schema/tickets.ts";
import { termsAt } from "#domain/clocks/clock.ts";
import { calendarsById } from "#domain/clocks/queries.server.ts";
import { type ShownClock, shownClock } from "#domain/clocks/standing.ts";

import { tellClock } from "./clock-telling.server.ts";
import { followClocks } from "./clocks.server.ts";
import { countedClocks } from "./counted-clocks.server.ts";
import type { LockedTicket } from "./locks.server.ts";

/** Counted anew in one run; the next minute's goes on. */
const AT_A_TIME = 500;

type Kept = typeof ticketClocks.$inferSelect;
export type ClockLevel = "warned" | "breached";

/**
 * Counts anew what other terms reached, then warns of promises that come near and tells those that were missed, each once
 * a round. A ticket that fails holds up no other; the first error is thrown when all were looked at.
 */
export async function watchClocks(db: Database, now = new Date()): Promise<void> {
  const errors: unknown[] = [];
  const each = async <One>(all: readonly One[], act: (one: One) => Promise<void>) => {
    for (const one of all) await act(one).catch((error) => errors.push(error));
  };
  await each(await ticketsToCount(db, now), (id) =>
    db.transaction(async (tx) => {
      if (await lockById(tx, id)) await followClocks(tx, id, now);
    }),
  );
  await each(await crossings(db, now), (crossing) => db.transaction((tx) => tellCrossing(tx, crossing, now)));
  if (errors.length > 0) throw errors[0];
}

/** Tickets whose terms changed since they were counted, and those that nobody counted yet. */
async function ticketsToCount(db: Database, now: Date): Promise<number[]> {
  const stale = await db
    .selectDistinct({ id: ticketClocks.ticketId })
    .from(ticketClocks)
    .where(lte(ticketClocks.recountAt, now))
    .limit(AT_A_TIME);
  const uncounted = await db
    .select({ id: tickets.id })
    .from(tickets)
    .leftJoin(ticketClocks, eq(ticketClocks.ticketId, tickets.id))
    .where(isNull(ticketClocks.ticketId))
    .orderBy(asc(tickets.id))
    .limit(AT_A_TIME);
  return [...stale, ...uncounted].map(({ id }) => id);
}

interface Crossing {
  readonly kept: Kept;
  readonly level: ClockLevel;
}

/** Running promises that are past a threshold of which nobody was told in this round. */
async function crossings(db: Database, now: Date): Promise<Crossing[]> {
  const rows = await db
    .select({ kept: ticketClocks })
    .from(ticketClocks)
    .innerJoin(tickets, and(eq(tickets.id, ticketClocks.ticketId), isNull(tickets.mergedIntoId)))
    .where(and(eq(ticketClocks.standing, "running"), isNotNull(ticketClocks.targetSeconds)));
  const byId = await calendarsById(
    db,
    rows.flatMap(({ kept }) => kept.calendarId ?? []),
  );
  const due = rows.flatMap(({ kept }): Crossing[] => {
    const calendar = byId.get(kept.calendarId ?? 0);
    if (!calendar || kept.runningSince === null) return [];
    const warnShare = (kept.warnPercent ?? 100) / 100;
    const round = { ...kept, stoppedAt: null };
    const shown = shownClock(round, { calendar, warnShare }, kept.runningSince.getTime(), now.getTime());
    const level = shown && levelOf(shown, kept.carriedSeconds);
    return level ? [{ kept, level }] : [];
  });
  if (due.length === 0) return [];
  const ids = [...new Set(due.map(({ kept }) => kept.ticketId))];
  const told = new Set(
    (await db.select().from(ticketClockTellings).where(inArray(ticketClockTellings.ticketId, ids))).map(keyOf),
  );
  // A priority lowered after the miss brings no warning any more.
  return due.filter(
    ({ kept, level }) => !told.has(keyOf({ ...kept, level })) && !told.has(keyOf({ ...kept, level: "breached" })),
  );
}

/** What is to be told of a clock. What an earlier round had passed already is old news: nothing escalates by a reopening. */
function levelOf({ judgement, targetSeconds, warnShare }: ShownClock, carriedSeconds: number): ClockLevel | undefined {
  if (judgement === "late") return carriedSeconds > targetSeconds ? undefined : "breached";
  if (judgement === "near") return carriedSeconds >= targetSeconds * warnShare ? undefined : "warned";
  return undefined;
}

/** Asks the thread itself, under the ticket's lock: the list may be a minute old, and somebody may just have answered. */
async function tellCrossing(tx: Database, { kept, level }: Crossing, now: Date): Promise<void> {
  const { ticketId, clock, round } = kept;
  const ticket = await lockById(tx, ticketId);
  const counted = (await countedClocks(tx, [ticketId], now)).get(ticketId);
  const one = counted?.rounds.find((of) => of.clock === clock && of.round === round);
  const terms = one && termsAt(counted?.terms ?? [], one.priority, now.getTime());
  if (!ticket || !one || !terms || one.standing !== "running") return;
  const shown = shownClock(one, terms, now.getTime(), now.getTime());
  if (!shown || levelOf(shown, one.carriedSeconds) !== level) return;

  const { elapsedSeconds, targetSeconds } = shown;
  const figures = { elapsedSeconds: Math.floor(elapsedSeconds), targetSeconds, priority: one.priority };
  const [{ affectedRows }] = await tx
    .insert(ticketClockTellings)
    .ignore()
    .values({ ticketId, clock, round, level, at: now, ...figures });
  if (affectedRows > 0) await tellClock(tx, ticket, { shown, level, round }, now);
}

async function lockById(tx: Database, ticketId: number): Promise<LockedTicket | undefined> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for("update");
  return ticket;
}

function keyOf({ ticketId, clock, round, level }: Pick<Kept, "ticketId" | "clock" | "round"> & { level: ClockLevel }) {
  return `${ticketId} ${clock} ${round} ${level}`;
}
