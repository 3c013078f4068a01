import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { capacityActions } from "#db/schema/capacity.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { type ActionAnswer, type ActionProblem, actionProblem, type ProposedAction } from "./action.ts";
import { tellApprovers, tellOwner } from "./action-notices.server.ts";
import {
  type ActionProject,
  type ActionRow,
  hasSubject,
  journalAction,
  lockAction,
  newestForecastId,
} from "./action-rows.server.ts";

export type ProposalRefusal = "notFound" | ActionProblem | "subjectUnknown" | "ownerUnknown";

/** Proposes an action on the newest forecast of its resource, and tells those of the client who may answer. */
export async function proposeAction(
  db: Database,
  projectId: number,
  actor: Actor,
  proposed: ProposedAction,
  now = new Date(),
): Promise<{ id: number } | { refused: ProposalRefusal }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const checked = await columnsOf(tx, project, proposed);
    if ("refused" in checked) return checked;
    const forecastId = await newestForecastId(tx, projectId, proposed.about);
    const values = { ...checked.columns, projectId, forecastId, state: "proposed" as const, createdAt: now };
    const [{ insertId: id }] = await tx.insert(capacityActions).values(values);
    const row = await rowOf(tx, id);
    await journalAction(tx, actor, project, row, { verb: "propose", event: "capacity.action_proposed" }, now);
    await tellApprovers(tx, project, row, now);
    return { id };
  });
}

/**
 * Changes what is proposed. An answer was to the words before: it is void, the audit keeps it, and the client is asked
 * again. What was agreed to, planned or done is not changed.
 */
export async function changeAction(
  db: Database,
  projectId: number,
  actor: Actor,
  { id, version, ...proposed }: ProposedAction & { readonly id: number; readonly version: number },
  now = new Date(),
): Promise<{ changed: true } | { refused: ProposalRefusal | "notChangeable" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const locked = await lockAction(tx, projectId, id);
    if (!locked) return { refused: "notFound" };
    const { project, row } = locked;
    if (row.version !== version) return changedMeanwhile(tx, "capacity-action", id);
    if (row.state !== "proposed") return { refused: "notChangeable" };
    const checked = await columnsOf(tx, project, proposed);
    if ("refused" in checked) return checked;
    const unanswered = { answeredByName: null, answeredAt: null, answerText: null };
    const forecastId = await newestForecastId(tx, projectId, proposed.about);
    await write(tx, row, { ...checked.columns, ...unanswered, forecastId });
    const detail = { changes: changesBetween(row, checked.columns), answer: row.answerText };
    const next = await rowOf(tx, id);
    await journalAction(tx, actor, project, next, { verb: "change", event: "capacity.action_changed", detail }, now);
    await tellApprovers(tx, project, next, now);
    return { changed: true };
  });
}

export interface GivenAnswer {
  readonly id: number;
  /** What was read: words changed since are not agreed to. */
  readonly version: number;
  readonly answer: ActionAnswer;
  readonly words: string;
}

/** The client's word, under their name. Whoever asks for something else says what; an agreement stands. */
export async function answerAction(
  db: Database,
  projectId: number,
  actor: Actor,
  { id, version, answer, words }: GivenAnswer,
  now = new Date(),
): Promise<{ answered: true } | { refused: "notFound" | "wordsMissing" | "tooLong" | "notAsked" } | ChangedMeanwhile> {
  if (answer === "otherwise" && words.trim() === "") return { refused: "wordsMissing" };
  if (words.length > 4_000) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const locked = await lockAction(tx, projectId, id);
    if (!locked) return { refused: "notFound" };
    const { project, row } = locked;
    if (row.version !== version) return changedMeanwhile(tx, "capacity-action", id);
    if (row.state !== "proposed") return { refused: "notAsked" };
    const state = answer === "agree" ? ("agreed" as const) : ("proposed" as const);
    await write(tx, row, { state, answeredByName: actor.name, answeredAt: now, answerText: words.trim() });
    const next = await rowOf(tx, id);
    const detail = { answer, words: words.trim(), instead: row.answerText };
    await journalAction(tx, actor, project, next, { verb: "answer", event: "capacity.action_answered", detail }, now);
    const kind = answer === "agree" ? "capacity.agreed" : "capacity.otherwise";
    await tellOwner(tx, project, next, { kind, name: actor.name }, now);
    return { answered: true };
  });
}

type Columns = Partial<typeof capacityActions.$inferInsert>;

/** Writes a locked row; its version counts on. */
export async function write(tx: Database, { id, version }: ActionRow, columns: Columns): Promise<void> {
  await tx
    .update(capacityActions)
    .set({ ...columns, version: version + 1 })
    .where(and(eq(capacityActions.id, id), eq(capacityActions.version, version)));
}

export async function rowOf(tx: Database, id: number): Promise<ActionRow> {
  const [row] = await tx.select().from(capacityActions).where(eq(capacityActions.id, id));
  if (!row) throw new Error(`There is no action ${id}`);
  return row;
}

type Proposed = Omit<typeof capacityActions.$inferInsert, "projectId" | "state" | "createdAt">;
type Checked = { readonly columns: Proposed } | { readonly refused: ProposalRefusal };

async function columnsOf(tx: Database, project: ActionProject, proposed: ProposedAction): Promise<Checked> {
  const refused = actionProblem(proposed);
  if (refused) return { refused };
  const { about, ownerId, ...facts } = proposed;
  if (!(await hasSubject(tx, project.id, about))) return { refused: "subjectUnknown" };
  const owner = (await projectReaders(tx, project)).find(({ id, isStaff }) => id === ownerId && isStaff);
  if (ownerId !== null && !owner) return { refused: "ownerUnknown" };
  return { columns: { ...facts, ...about, title: facts.title.trim(), ownerId, ownerName: owner?.name ?? "" } };
}
