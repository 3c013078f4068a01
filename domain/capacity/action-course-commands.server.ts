import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventions } from "#db/schema/interventions.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { ACTION_LIMITS, type ActionState, mayBecome } from "./action.ts";
import { rowOf, write } from "./action-commands.server.ts";
import { type ActionProject, type ActionRow, journalAction, lockAction } from "./action-rows.server.ts";

interface Named {
  readonly id: number;
  readonly version: number;
}

export type CourseRefusal = "notFound" | "notInThisState";

/** Ties an agreed action to the intervention in which it is done: from here on it is planned. */
export async function linkAction(
  db: Database,
  projectId: number,
  actor: Actor,
  { interventionId, ...named }: Named & { readonly interventionId: number },
  now = new Date(),
): Promise<{ linked: true } | { refused: CourseRefusal | "interventionUnknown" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const found = await moving(tx, projectId, named, "planned");
    if ("refused" in found) return found;
    const [work] = await tx
      .select({ id: interventions.id, title: interventions.title })
      .from(interventions)
      .where(and(eq(interventions.id, interventionId), eq(interventions.projectId, projectId)));
    if (!work) return { refused: "interventionUnknown" };
    await write(tx, found.row, { state: "planned", interventionId });
    const detail = { interventionId, intervention: work.title };
    const told = { verb: "plan", event: "capacity.action_planned", detail } as const;
    await journalAction(tx, actor, found.project, found.row, told, now);
    return { linked: true };
  });
}

/** It is done: some days later its outcome is measured. */
export async function finishAction(
  db: Database,
  projectId: number,
  actor: Actor,
  named: Named,
  now = new Date(),
): Promise<{ finished: true } | { refused: CourseRefusal } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const found = await moving(tx, projectId, named, "done");
    if ("refused" in found) return found;
    await write(tx, found.row, { state: "done", doneAt: now });
    const told = { verb: "finish", event: "capacity.action_done" } as const;
    await journalAction(tx, actor, found.project, await rowOf(tx, named.id), told, now);
    return { finished: true };
  });
}

/** It will not be done. Why stays to be read beside it. */
export async function dropAction(
  db: Database,
  projectId: number,
  actor: Actor,
  { reason, ...named }: Named & { readonly reason: string },
  now = new Date(),
): Promise<{ dropped: true } | { refused: CourseRefusal | "wordsMissing" | "tooLong" } | ChangedMeanwhile> {
  if (reason.trim() === "") return { refused: "wordsMissing" };
  if (reason.length > ACTION_LIMITS.text) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const found = await moving(tx, projectId, named, "dropped");
    if ("refused" in found) return found;
    const outcome = { kind: "dropped", reason: reason.trim(), byName: actor.name, at: now.toISOString() };
    await write(tx, found.row, { state: "dropped", outcome });
    const told = { verb: "drop", event: "capacity.action_dropped", detail: { reason: reason.trim() } } as const;
    await journalAction(tx, actor, found.project, found.row, told, now);
    return { dropped: true };
  });
}

/** The locked action, where it is as it was read and may go there. */
async function moving(
  tx: Database,
  projectId: number,
  { id, version }: Named,
  to: ActionState,
): Promise<{ project: ActionProject; row: ActionRow } | { refused: CourseRefusal } | ChangedMeanwhile> {
  const locked = await lockAction(tx, projectId, id);
  if (!locked) return { refused: "notFound" };
  if (locked.row.version !== version) return changedMeanwhile(tx, "capacity-action", id);
  return mayBecome(locked.row.state, to) ? locked : { refused: "notInThisState" };
}
