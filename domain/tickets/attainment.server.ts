import { and, asc, eq, gte, inArray, isNull, lt, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketClocks, ticketClockTellings } from "#db/schema/clocks.ts";
import { tickets } from "#db/schema/tickets.ts";
import { type Month, monthStretch } from "#domain/availability/months.ts";

import { type AttainedRound, roundsWithin } from "./attainment.ts";
import { countedClocks } from "./counted-clocks.server.ts";

/** Counted at a time: their threads without the words. */
const AT_A_TIME = 500;

/**
 * The promises of a month of a project, on its own clock: those whose clock stopped in it, and those that still ran at its
 * end or run now. Counted from the threads as they were then: what was written since changes nothing.
 */
export async function attainedRounds(
  db: Database,
  project: { readonly id: number; readonly timeZone: string },
  month: Month,
  now = new Date(),
): Promise<AttainedRound[]> {
  const { from, to } = monthStretch(month, project.timeZone);
  // The last millisecond of the month: what stops on the next one's first stops in the next.
  const until = Math.min(to - 1, now.getTime());
  if (until < from) return [];
  const found: AttainedRound[] = [];
  const concerned = await ticketsWithin(db, project.id, { from, to });
  for (let first = 0; first < concerned.length; first += AT_A_TIME) {
    const some = concerned.slice(first, first + AT_A_TIME);
    const ids = some.map(({ id }) => id);
    const counted = await countedClocks(db, ids, new Date(until));
    const told = await missesTold(db, ids);
    for (const ticket of some) {
      const clocks = counted.get(ticket.id);
      if (!clocks) continue;
      const wasTold = (clock: string, round: number) => told.has(`${ticket.id} ${clock} ${round}`);
      found.push(...roundsWithin(ticket, clocks, { from, until }, wasTold));
    }
  }
  return found;
}

/** Tickets with a clock that ran in the stretch, by the copies in the list. A merged one goes on in another. */
async function ticketsWithin(db: Database, projectId: number, { from, to }: { from: number; to: number }) {
  const { startedAt, stoppedAt, ticketId } = ticketClocks;
  return db
    .selectDistinct({ id: tickets.id, subject: tickets.subject })
    .from(tickets)
    .innerJoin(ticketClocks, eq(ticketId, tickets.id))
    .where(
      and(
        eq(tickets.projectId, projectId),
        isNull(tickets.mergedIntoId),
        lt(startedAt, new Date(to)),
        or(isNull(stoppedAt), gte(stoppedAt, new Date(from))),
      ),
    )
    .orderBy(asc(tickets.id));
}

async function missesTold(db: Database, ids: readonly number[]): Promise<Set<string>> {
  const { ticketId, clock, round, level } = ticketClockTellings;
  const rows = await db
    .select({ ticketId, clock, round })
    .from(ticketClockTellings)
    .where(and(eq(level, "breached"), inArray(ticketId, [...ids])));
  return new Set(rows.map((row) => `${row.ticketId} ${row.clock} ${row.round}`));
}
