import { and, asc, eq, isNotNull } from "drizzle-orm";

import type { Database } from "../client.server.ts";
import { ticketWindowRequests } from "../schema/ticket-windows.ts";
import { ticketMachines, tickets } from "../schema/tickets.ts";

const MINUTE_MS = 60_000;
/** The simulated history is written after the seed: its measures are read when it is there. */
const READ_AFTER_MS = 2 * MINUTE_MS;
const SHOWN = 3;

/** Tickets of the demo about something that happened keep the measures of that time. */
export async function insertDeskWindows(db: Database, projectId: number, now: Date): Promise<void> {
  const rows = await db
    .select({ ticketId: tickets.id, since: tickets.since, machineId: ticketMachines.machineId })
    .from(tickets)
    .innerJoin(ticketMachines, eq(ticketMachines.ticketId, tickets.id))
    .where(and(eq(tickets.projectId, projectId), eq(tickets.kind, "incident"), isNotNull(tickets.since)))
    .orderBy(asc(tickets.id))
    .limit(SHOWN);
  const requests = rows.flatMap(({ ticketId, since: about, machineId }) => {
    if (!about) return [];
    const from = new Date(about.getTime() - 30 * MINUTE_MS);
    const to = new Date(Math.min(about.getTime() + 60 * MINUTE_MS, now.getTime()));
    const dueAt = new Date(now.getTime() + READ_AFTER_MS);
    const asked = { onceKey: "opening", machineIds: [machineId], isPublic: true, requestedAt: now, dueAt };
    return [{ ...asked, ticketId, from, to, about, side: "platform" as const, authorName: "Timonerie" }];
  });
  if (requests.length > 0) await db.insert(ticketWindowRequests).ignore().values(requests);
}
