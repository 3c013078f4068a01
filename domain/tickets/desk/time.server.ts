import { eq, sum } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketTime } from "#db/schema/tickets.ts";

import { lockTicket } from "../locks.server.ts";

/** Of one line: a day of work. */
export const LONGEST_WORK_SECONDS = 24 * 3_600;

/** Writes work down; negative seconds correct an earlier line. What is left is never less than nothing. */
export async function recordTime(
  db: Database,
  projectId: number,
  ticketId: number,
  actor: { readonly id: string; readonly name: string },
  { seconds, note }: { readonly seconds: number; readonly note: string },
  now = new Date(),
): Promise<{ recorded: true } | { refused: "notFound" | "outOfRange" }> {
  if (seconds === 0 || Math.abs(seconds) > LONGEST_WORK_SECONDS) return { refused: "outOfRange" };
  return db.transaction(async (tx) => {
    if (!(await lockTicket(tx, projectId, ticketId))) return { refused: "notFound" };
    const [spent] = await tx
      .select({ seconds: sum(ticketTime.seconds) })
      .from(ticketTime)
      .where(eq(ticketTime.ticketId, ticketId));
    if (Number(spent?.seconds ?? 0) + seconds < 0) return { refused: "outOfRange" };
    await tx
      .insert(ticketTime)
      .values({ ticketId, seconds, note, authorId: actor.id, authorName: actor.name, at: now });
    return { recorded: true };
  });
}
