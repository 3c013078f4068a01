import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { freezePeriods } from "#db/schema/interventions.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

export interface NewFreeze {
  /** [from, to). */
  readonly from: Date;
  readonly to: Date;
  /** Up to 190 characters. */
  readonly reason: string;
}

/** Asks that nothing be worked on: sales, holidays. It stands against plans; only standard work is refused by it. */
export async function addFreeze(
  db: Database,
  projectId: number,
  actor: Actor,
  { from, to, reason }: NewFreeze,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" | "endsBeforeItStarts" | "reasonMissing" | "tooLong" }> {
  if (!(to > from)) return { refused: "endsBeforeItStarts" };
  if (reason.trim() === "") return { refused: "reasonMissing" };
  if (reason.length > 190) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const row = { projectId, from, to, reason, authorName: actor.name };
    const [{ insertId: id }] = await tx.insert(freezePeriods).values(row);
    await journal(tx, actor, entryOf(project, { id, ...row }, "add"), now);
    return { id };
  });
}

/** Lifts a freeze period; the audit keeps that there was one. */
export async function removeFreeze(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ removed: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const own = and(eq(freezePeriods.id, id), eq(freezePeriods.projectId, projectId));
    const [row] = project ? await tx.select().from(freezePeriods).where(own).for("update") : [];
    if (!project || !row) return { refused: "notFound" };
    await tx.delete(freezePeriods).where(own);
    await journal(tx, actor, entryOf(project, row, "remove"), now);
    return { removed: true };
  });
}

function entryOf(
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  { id, reason, from, to }: NewFreeze & { readonly id: number },
  verb: "add" | "remove",
) {
  const subject = { type: "freeze", id, name: reason };
  const detail = { from: from.toISOString(), to: to.toISOString() };
  return { action: `freeze.${verb}` as const, event: `freeze.${verb}ed`, subject, clientId, projectId, detail };
}
