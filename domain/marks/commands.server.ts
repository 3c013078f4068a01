import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { marks } from "#db/schema/marks.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { MarkEvent } from "./events.ts";
import { isMarkUrl, MARK_LIMITS, type NewMark, timeRefusal } from "./mark.ts";

export type MarkRefusal = "notFound" | "titleMissing" | "tooLong" | "badUrl" | "endsBeforeItStarts" | "outOfRange";

/**
 * Puts a mark on the time axis of a project. With an idempotency key, a repetition gives the first mark's id and
 * `repeated`; the same key with another content, or of a mark that was withdrawn since, is refused.
 */
export async function recordMark(
  db: Database,
  projectId: number,
  actor: Actor,
  mark: NewMark,
  now = new Date(),
): Promise<{ id: number; repeated?: true } | { refused: MarkRefusal | "keyUsedForAnother" }> {
  const refused = refusalOf(mark);
  if (refused) return { refused };
  return db.transaction(async (tx) => {
    // The project's row is the lock under which two repetitions follow each other.
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const before = await markOfKey(tx, projectId, actor, mark);
    if (before) return isSame(before, mark) ? { id: before.id, repeated: true } : { refused: "keyUsedForAnother" };

    const { tokenId, idempotencyKey, ...shown } = mark;
    const [inserted] = await tx.insert(marks).values({
      ...shown,
      projectId,
      tokenId: tokenId ?? null,
      idempotencyKey: idempotencyKey ?? null,
      authorId: actor.id,
      authorName: actor.name,
      createdAt: now,
    });
    const { insertId: id } = inserted;
    await journal(tx, actor, entry(project, { id, ...mark }, "record", "mark.recorded"), now);
    return { id };
  });
}

/** Takes a mark off every chart: one's own, or with `mayOfOthers` ("mark.withdraw") any. The row stays for the audit. */
export async function withdrawMark(
  db: Database,
  projectId: number,
  actor: Actor,
  { markId, mayOfOthers }: { readonly markId: number; readonly mayOfOthers: boolean },
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" | "ofAnother" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const standing = and(eq(marks.id, markId), eq(marks.projectId, projectId), isNull(marks.deletedAt));
    const [mark] = await tx.select().from(marks).where(standing).for("update");
    if (!mark) return { refused: "notFound" };
    const isOwn = actor.id !== null && mark.authorId === actor.id;
    if (!isOwn && !mayOfOthers) return { refused: "ofAnother" };

    await tx.update(marks).set({ deletedAt: now }).where(standing);
    await journal(tx, actor, entry(project, mark, "withdraw", "mark.withdrawn"), now);
    return { withdrawn: true };
  });
}

function refusalOf(mark: NewMark): MarkRefusal | null {
  const { title, detail, url, idempotencyKey } = mark;
  if (title.trim() === "") return "titleMissing";
  if (title.length > MARK_LIMITS.title || (detail?.length ?? 0) > MARK_LIMITS.detail) return "tooLong";
  if ((idempotencyKey?.length ?? 0) > MARK_LIMITS.idempotencyKey) return "tooLong";
  if (url !== null && !isMarkUrl(url)) return "badUrl";
  return timeRefusal(mark);
}

async function markOfKey(tx: Database, projectId: number, actor: Actor, { idempotencyKey }: NewMark) {
  if (idempotencyKey === undefined || actor.id === null) return undefined;
  const ofKey = and(
    eq(marks.projectId, projectId),
    eq(marks.authorId, actor.id),
    eq(marks.idempotencyKey, idempotencyKey),
  );
  const [mark] = await tx.select().from(marks).where(ofKey);
  return mark;
}

function isSame(before: typeof marks.$inferSelect, mark: NewMark): boolean {
  const told = ({ at, until, kind, title, detail, url }: NewMark) =>
    JSON.stringify([at, until, kind, title, detail, url]);
  return before.deletedAt === null && told({ ...before, tokenId: undefined, idempotencyKey: undefined }) === told(mark);
}

function entry(
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  { id, kind, title, at, until }: Pick<NewMark, "kind" | "title" | "at" | "until"> & { readonly id: number },
  verb: AuditVerb<"mark">,
  event: MarkEvent,
) {
  const subject = { type: "mark", id, name: title };
  const detail = { kind, at: at.toISOString(), until: until?.toISOString() ?? null };
  return { action: `mark.${verb}` as const, event, subject, clientId, projectId, detail };
}
