import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventions } from "#db/schema/interventions.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { submitIn, wasRefused } from "./agreement-commands.server.ts";
import { addEntry, type EntryKind, journalIntervention } from "./entries.server.ts";
import type { InterventionEvent } from "./events.ts";
import {
  INTERVENTION_LIMITS,
  type InterventionNotice,
  type InterventionState,
  mayMove,
  stepsOf,
} from "./intervention.ts";
import { sendNotice } from "./notices.server.ts";
import { type InterventionRow, type Locked, lockIntervention } from "./rows.server.ts";
import { keepsWindow } from "./window-row.server.ts";

/** Work may begin this long before its window; what is down before the window is downtime all the same. */
export const EARLY_MS = 30 * 60_000;

export type CourseRefusal =
  | "notFound"
  | "notNow"
  | "notAnnounced"
  | "tooEarly"
  | "windowPast"
  | "planWasRefused"
  | "reasonMissing"
  | "tooLong";

type Done = { done: true } | { refused: CourseRefusal };

/** Tells everybody concerned when it will be. Only agreed work is announced, and only before its window. */
export async function announce(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<Done> {
  return moved(db, projectId, id, async (tx, locked) => {
    if (locked.row.state !== "agreed") return { refused: "notNow" };
    if (locked.row.from <= now) return { refused: "windowPast" };
    return go(tx, locked, actor, { state: "announced", announcedAt: now }, STEPS.announced, "", now);
  });
}

/** The work begins. Urgent work may begin before anybody was asked: they are asked now, and its window excuses nothing. */
export async function start(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<Done> {
  return moved(db, projectId, id, async (tx, locked) => {
    const { row, plan } = locked;
    if (!mayMove(row.state, "running")) return { refused: "notNow" };
    if (row.kind !== "urgent") {
      if (row.state !== "announced") return { refused: "notAnnounced" };
      if (now.getTime() < row.from.getTime() - EARLY_MS) return { refused: "tooEarly" };
      if (now >= row.to) return { refused: "windowPast" };
    }
    if (row.state !== "draft") return go(tx, locked, actor, RUNNING(now), STEPS.started, "", now);
    if (await wasRefused(tx, locked)) return { refused: "planWasRefused" };
    await submitIn(tx, locked, actor, now);
    const [submitted] = await tx.select().from(interventions).where(eq(interventions.id, id));
    if (!submitted) throw new Error(`no intervention ${id}`);
    return go(tx, { ...locked, plan, row: submitted }, actor, RUNNING(now), STEPS.started, "", now);
  });
}

const RUNNING = (now: Date) => ({ state: "running", startedAt: now }) as const;

export interface Ending {
  readonly how: "done" | "rolled_back";
  /** What the client reads of it; of a roll-back it must say why. */
  readonly text: string;
}

/** The work ends for real. What it took beyond its window is downtime where the service did not answer. */
export async function finish(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  { how, text }: Ending,
  now = new Date(),
): Promise<Done> {
  if (how === "rolled_back" && text.trim() === "") return { refused: "reasonMissing" };
  if (text.length > INTERVENTION_LIMITS.reason) return { refused: "tooLong" };
  return moved(db, projectId, id, async (tx, locked) => {
    if (locked.row.state !== "running") return { refused: "notNow" };
    return go(tx, locked, actor, { state: how, endedAt: now }, STEPS[how], text.trim(), now);
  });
}

/** It will not be done. Its window excuses nothing, and every link that asks about it says so. */
export async function cancel(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  reason: string,
  now = new Date(),
): Promise<Done> {
  if (reason.trim() === "") return { refused: "reasonMissing" };
  if (reason.length > INTERVENTION_LIMITS.reason) return { refused: "tooLong" };
  return moved(db, projectId, id, async (tx, locked) => {
    if (!mayMove(locked.row.state, "cancelled")) return { refused: "notNow" };
    return go(tx, locked, actor, { state: "cancelled", cancelledAt: now }, STEPS.cancelled, reason.trim(), now);
  });
}

/** Ticks a step of the checklist while the work runs, or takes the tick back; who and when stays. */
export async function tickStep(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  { step, isDone }: { readonly step: number; readonly isDone: boolean },
  now = new Date(),
): Promise<Done> {
  return moved(db, projectId, id, async (tx, { row }) => {
    if (row.state !== "running") return { refused: "notNow" };
    const text = stepsOf(row.checklist)[step];
    if (text === undefined) return { refused: "notFound" };
    await addEntry(tx, id, actor, { kind: "step", text, data: { step, isDone } }, now);
    return { done: true };
  });
}

/** Adds words to the record: for the client too, or among staff. */
export async function noteIntervention(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  { text, isPublic }: { readonly text: string; readonly isPublic: boolean },
  now = new Date(),
): Promise<Done> {
  if (text.trim() === "") return { refused: "reasonMissing" };
  if (text.length > INTERVENTION_LIMITS.reason) return { refused: "tooLong" };
  return moved(db, projectId, id, async (tx) => {
    await addEntry(tx, id, actor, { kind: "note", text: text.trim(), isPublic }, now);
    return { done: true };
  });
}

interface Step {
  readonly kind: EntryKind;
  readonly verb: AuditVerb<"intervention">;
  readonly event: InterventionEvent;
  readonly notice?: InterventionNotice;
}

const STEPS = {
  announced: { kind: "announced", verb: "announce", event: "intervention.announced", notice: "announced" },
  started: { kind: "started", verb: "start", event: "intervention.started", notice: "started" },
  done: { kind: "done", verb: "finish", event: "intervention.finished", notice: "ended" },
  rolled_back: { kind: "rolled_back", verb: "roll-back", event: "intervention.rolled_back", notice: "ended" },
  cancelled: { kind: "cancelled", verb: "cancel", event: "intervention.cancelled" },
} as const satisfies Record<string, Step>;

type Next = Pick<Partial<InterventionRow>, "announcedAt" | "startedAt" | "endedAt" | "cancelledAt"> & {
  readonly state: InterventionState;
};

async function go(
  tx: Database,
  { project, row }: Locked,
  actor: Actor,
  next: Next,
  { kind, verb, event, notice }: Step,
  text: string,
  now: Date,
): Promise<Done> {
  const after = { ...row, ...next, version: row.version + 1 };
  await tx
    .update(interventions)
    .set({ ...next, version: after.version })
    .where(eq(interventions.id, row.id));
  await addEntry(tx, row.id, actor, { kind, text }, now);
  await keepsWindow(tx, after, now);
  if (notice) await sendNotice(tx, project, after, notice, now);
  await journalIntervention(tx, actor, project, after, { verb, event }, now);
  return { done: true };
}

async function moved(
  db: Database,
  projectId: number,
  id: number,
  move: (tx: Database, locked: Locked) => Promise<Done>,
): Promise<Done> {
  return db.transaction(async (tx) => {
    const locked = await lockIntervention(tx, projectId, id);
    return locked ? move(tx, locked) : { refused: "notFound" };
  });
}
