import { and, eq, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketChecklist } from "#db/schema/tickets.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { lockTicket } from "../locks.server.ts";
import { CHECKLIST_LIMITS } from "./limits.ts";

/** Adds a step at the end of a ticket's checklist, which is among staff. */
export async function addStep(
  db: Database,
  projectId: number,
  ticketId: number,
  text: string,
): Promise<{ id: number } | { refused: "notFound" | "tooMany" }> {
  return db.transaction(async (tx) => {
    if (!(await lockTicket(tx, projectId, ticketId))) return { refused: "notFound" };
    const [last] = await tx
      .select({ position: max(ticketChecklist.position) })
      .from(ticketChecklist)
      .where(eq(ticketChecklist.ticketId, ticketId));
    const position = (last?.position ?? 0) + 1;
    if (position > CHECKLIST_LIMITS.steps) return { refused: "tooMany" };
    const [{ insertId: id }] = await tx.insert(ticketChecklist).values({ ticketId, position, text });
    return { id };
  });
}

/** Ticks a step, or takes the tick back. Ticking twice keeps the first name and time. */
export async function tickStep(
  db: Database,
  projectId: number,
  ticketId: number,
  actor: Actor,
  { stepId, isDone }: { readonly stepId: number; readonly isDone: boolean },
  now = new Date(),
): Promise<{ ticked: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    if (!(await lockTicket(tx, projectId, ticketId))) return { refused: "notFound" };
    const mine = and(eq(ticketChecklist.id, stepId), eq(ticketChecklist.ticketId, ticketId));
    const [step] = await tx.select().from(ticketChecklist).where(mine);
    if (!step) return { refused: "notFound" };
    if (isDone === (step.doneAt !== null)) return { ticked: true };
    const done = isDone ? { doneAt: now, doneByName: actor.name } : { doneAt: null, doneByName: null };
    await tx.update(ticketChecklist).set(done).where(mine);
    return { ticked: true };
  });
}
