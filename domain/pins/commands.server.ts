import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { pins } from "#db/schema/pins.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { PinEvent } from "./events.ts";
import { isPageOf, PIN_LIMITS, type PinReaders } from "./pin.ts";

export interface NewPin {
  readonly for: PinReaders;
  /** Path and query on this site, as it came through safePath. */
  readonly path: string;
  readonly title: string;
  readonly sentence: string;
}

export type PinRefusal = "notFound" | "sentenceMissing" | "tooLong" | "pageOfAnother";

/** Keeps a fact for the report or the committee. The page must be one of the project's own. */
export async function putPin(
  db: Database,
  projectId: number,
  author: Actor,
  pin: NewPin,
  now = new Date(),
): Promise<{ id: number } | { refused: PinRefusal }> {
  if (pin.sentence.trim() === "") return { refused: "sentenceMissing" };
  if (pin.sentence.length > PIN_LIMITS.sentence || pin.path.length > PIN_LIMITS.path) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    if (!isPageOf(project.slug, pin.path)) return { refused: "pageOfAnother" };
    const title = pin.title.slice(0, PIN_LIMITS.title);
    const row = { ...pin, title, sentence: pin.sentence.trim(), projectId, at: now };
    const [{ insertId: id }] = await tx.insert(pins).values({ ...row, authorId: author.id, authorName: author.name });
    await journal(tx, author, entryOf(project, { ...row, id }, "put", "pin.put"), now);
    return { id };
  });
}

/** Takes a fact off the lists; the row stays. */
export async function takeOffPin(
  db: Database,
  projectId: number,
  actor: Actor,
  pinId: number,
  now = new Date(),
): Promise<{ takenOff: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const [pin] = await tx
      .select()
      .from(pins)
      .where(and(eq(pins.id, pinId), eq(pins.projectId, projectId), isNull(pins.removedAt)))
      .for("update");
    if (!project || !pin) return { refused: "notFound" };
    await tx.update(pins).set({ removedAt: now }).where(eq(pins.id, pinId));
    await journal(tx, actor, entryOf(project, pin, "take-off", "pin.taken-off"), now);
    return { takenOff: true };
  });
}

function entryOf(
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  { id, title, ...pin }: { readonly id: number; readonly title: string; readonly for: PinReaders },
  verb: AuditVerb<"pin">,
  event: PinEvent,
) {
  const subject = { type: "pin", id, name: title };
  return { action: `pin.${verb}` as const, event, subject, clientId, projectId, detail: { for: pin.for } };
}
