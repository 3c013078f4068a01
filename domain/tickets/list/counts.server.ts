import { and, count, inArray, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { tickets } from "#db/schema/tickets.ts";

import { isNearItsClock } from "./near.server.ts";
import { OPEN_STATES } from "./question.ts";
import type { TicketReader } from "./reader.ts";

/** How many tickets that nobody ended are in each of a reader's standing views. */
export async function viewCounts(db: Database, reader: TicketReader, projectIds: readonly number[]) {
  const seen = [...reader.workProjects, ...reader.clientProjects].filter((id) => projectIds.includes(id));
  if (seen.length === 0)
    return { all: 0, mine: 0, near: 0, nobody: 0, waitsClient: 0, waitsThird: 0, waitsUs: 0, urgent: 0 };
  const { state, assigneeId, priority, projectId } = tickets;
  const waitsUs = or(sql`${state} = 'new'`, sql`${state} = 'open'`);
  const many = (condition: ReturnType<typeof sql> | undefined) => sql<number>`sum(${condition})`.mapWith(Number);
  const [counted] = await db
    .select({
      all: count(),
      mine: many(sql`coalesce(${assigneeId} = ${reader.userId}, 0)`),
      near: many(isNearItsClock),
      nobody: many(sql`${assigneeId} is null and ${waitsUs}`),
      waitsClient: many(sql`${state} = 'waiting_client'`),
      waitsThird: many(sql`${state} = 'waiting_third'`),
      waitsUs: many(waitsUs),
      urgent: many(sql`${waitsUs} and ${priority} = 1`),
    })
    .from(tickets)
    .where(and(inArray(projectId, seen), inArray(state, OPEN_STATES)));
  const zeroed = Object.entries(counted ?? {}).map(([key, value]) => [key, value ?? 0]);
  return Object.fromEntries(zeroed) as Record<keyof NonNullable<typeof counted>, number>;
}
