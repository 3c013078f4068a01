import { and, eq, gt, or, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketClocks } from "#db/schema/clocks.ts";
import { type ClockRound, termsAt } from "#domain/clocks/clock.ts";

import { type CountedClocks, countedClocks } from "./counted-clocks.server.ts";

/**
 * Counts a ticket's clocks anew from its thread and writes down what they show at `now`. In the transaction that wrote to
 * the thread, which holds the ticket's row; also when other terms took effect.
 */
export async function followClocks(tx: Database, ticketId: number, now: Date): Promise<void> {
  const counted = (await countedClocks(tx, [ticketId], now)).get(ticketId);
  if (!counted) return;
  const rows = counted.rounds.map((round) => rowOf(ticketId, round, counted, now));
  if (rows.length > 0) await tx.insert(ticketClocks).values(rows).onDuplicateKeyUpdate({ set: REPLACED });
  await forgetFurther(tx, ticketId, counted.rounds);
}

const REPLACED = Object.fromEntries(
  (
    [
      "startedAt",
      "carriedSeconds",
      "elapsedSeconds",
      "standing",
      "runningSince",
      "stoppedAt",
      "priority",
      "targetSeconds",
      "warnPercent",
      "calendarId",
      "recountAt",
    ] as const
  ).map((key) => [key, sql`values(${sql.identifier(ticketClocks[key].name)})`]),
);

function rowOf(ticketId: number, round: ClockRound, { terms }: CountedClocks, now: Date) {
  const at = round.stoppedAt ?? now.getTime();
  const inEffect = termsAt(terms, round.priority, at);
  const isOver = round.standing === "stopped";
  const changes = terms.map(({ from }) => from).filter((from) => from > now.getTime());
  return {
    ticketId,
    clock: round.clock,
    round: round.round,
    startedAt: new Date(round.startedAt),
    carriedSeconds: whole(round.carriedSeconds),
    elapsedSeconds: whole(round.elapsedSeconds),
    standing: round.standing,
    runningSince: round.standing === "running" ? now : null,
    stoppedAt: round.stoppedAt === null ? null : new Date(round.stoppedAt),
    priority: round.priority,
    targetSeconds: round.targetSeconds,
    warnPercent: inEffect?.warnPercent ?? null,
    calendarId: inEffect?.calendarId ?? null,
    recountAt: isOver || changes.length === 0 ? null : new Date(Math.min(...changes)),
  };
}

/** Whole seconds that have passed; a sum of thousandths may miss one by a hair. */
function whole(seconds: number): number {
  return Math.floor(seconds + 1e-6);
}

/** Terms that were taken back may leave rounds that never were. Asked first: deleting nothing would lock what follows. */
async function forgetFurther(tx: Database, ticketId: number, rounds: readonly ClockRound[]): Promise<void> {
  const { clock, round } = ticketClocks;
  const last = (of: ClockRound["clock"]) => rounds.filter((one) => one.clock === of).length;
  const further = (["first_response", "next_update", "resolution"] as const).map((of): SQL | undefined =>
    and(eq(clock, of), gt(round, last(of))),
  );
  const where = and(eq(ticketClocks.ticketId, ticketId), or(...further));
  const [found] = await tx.select({ round }).from(ticketClocks).where(where).limit(1);
  if (found) await tx.delete(ticketClocks).where(where);
}
