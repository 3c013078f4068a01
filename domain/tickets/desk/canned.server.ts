import { and, asc, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { cannedReplies } from "#db/schema/tickets.ts";
import { type Actor, recordAudit } from "#domain/audit/record.server.ts";

import { type CannedReply, unknownVariables } from "./canned.ts";

export type CannedRefusal = "notFound" | "unknownVariable" | "changedMeanwhile";
export type NewCannedReply = Pick<CannedReply, "name" | "locale" | "text">;

/** All canned replies, by language and name. */
export async function cannedList(db: Database): Promise<CannedReply[]> {
  return db.select().from(cannedReplies).orderBy(asc(cannedReplies.locale), asc(cannedReplies.name));
}

export async function addCannedReply(
  db: Database,
  actor: Actor,
  reply: NewCannedReply,
  now = new Date(),
): Promise<{ id: number } | { refused: CannedRefusal }> {
  if (unknownVariables(reply.text).length > 0) return { refused: "unknownVariable" };
  return db.transaction(async (tx) => {
    const [{ insertId: id }] = await tx.insert(cannedReplies).values(reply);
    await audit(tx, actor, "canned-reply.add", { id, name: reply.name }, now);
    return { id };
  });
}

/** `version` is of the row that the editor read. */
export async function changeCannedReply(
  db: Database,
  actor: Actor,
  { id, version, ...reply }: CannedReply,
  now = new Date(),
): Promise<{ changed: true } | { refused: CannedRefusal }> {
  if (unknownVariables(reply.text).length > 0) return { refused: "unknownVariable" };
  return db.transaction(async (tx) => {
    const [changed] = await tx
      .update(cannedReplies)
      .set({ ...reply, version: version + 1 })
      .where(and(eq(cannedReplies.id, id), eq(cannedReplies.version, version)));
    if (changed.affectedRows === 0) return { refused: "changedMeanwhile" };
    await audit(tx, actor, "canned-reply.change", { id, name: reply.name }, now);
    return { changed: true };
  });
}

export async function removeCannedReply(
  db: Database,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ removed: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const [reply] = await tx.select().from(cannedReplies).where(eq(cannedReplies.id, id)).for("update");
    if (!reply) return { refused: "notFound" };
    await tx.delete(cannedReplies).where(eq(cannedReplies.id, id));
    await audit(tx, actor, "canned-reply.remove", reply, now);
    return { removed: true };
  });
}

async function audit(
  tx: Database,
  actor: Actor,
  action: "canned-reply.add" | "canned-reply.change" | "canned-reply.remove",
  { id, name }: { readonly id: number; readonly name: string },
  now: Date,
): Promise<void> {
  await recordAudit(tx, actor, { action, subject: { type: "canned-reply", id, name } }, now);
}
