import { and, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import {
  interventionAnswers,
  interventionApprovers,
  interventionEntries,
  interventions,
} from "#db/schema/interventions.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { notify } from "#domain/notifications/notify.server.ts";

import { type Approver, hasDelegated, standingOf } from "./agreement.ts";
import { askApprover, askApprovers } from "./asking.server.ts";
import { candidateAmong, candidatesOf, isStillCandidate } from "./candidates.server.ts";
import { isRequester } from "./checking.server.ts";
import { askedAfresh } from "./commands.server.ts";
import { addEntry, journalIntervention } from "./entries.server.ts";
import { frozenBy } from "./freezes.server.ts";
import { type AgreementAnswer, INTERVENTION_LIMITS, type NamedApprover } from "./intervention.ts";
import { spendLinks } from "./links.server.ts";
import { pathOf } from "./paths.ts";
import { planHash } from "./plan-hash.ts";
import { answersOf, approversOf, type Locked, lockIntervention } from "./rows.server.ts";
import { keepsWindow } from "./window-row.server.ts";

export type SubmitRefusal = "notFound" | "notDraft" | "windowPast" | "planWasRefused" | "frozen";

/** Asks those who are named for their agreement to the plan as it stands. A standard plan is agreed to already. */
export async function submitPlan(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ state: "awaiting_agreement" | "agreed" } | { refused: SubmitRefusal }> {
  return db.transaction(async (tx) => {
    const locked = await lockIntervention(tx, projectId, id);
    if (!locked) return { refused: "notFound" };
    if (locked.row.state !== "draft") return { refused: "notDraft" };
    if (locked.plan.kind !== "urgent" && locked.plan.from <= now) return { refused: "windowPast" };
    if (await wasRefused(tx, locked)) return { refused: "planWasRefused" };
    if (locked.plan.kind === "standard" && (await frozenBy(tx, projectId, locked.plan))) return { refused: "frozen" };
    const state = await submitIn(tx, locked, actor, now);
    return { state };
  });
}

/** The submission itself, also where urgent work starts at once. The caller has locked and checked. */
export async function submitIn(tx: Database, locked: Locked, actor: Actor, now: Date) {
  const { project, row, plan } = locked;
  const next = { ...askedAfresh(plan, now), version: row.version + 1 };
  await tx.update(interventions).set(next).where(eq(interventions.id, row.id));
  await addEntry(tx, row.id, actor, { kind: "submitted", data: { hash: next.submittedHash } }, now);
  if (next.state === "awaiting_agreement") await askApprovers(tx, { project, row: { ...row, ...next }, plan }, now);
  const told = { verb: "submit", event: "intervention.submitted", detail: { hash: next.submittedHash } } as const;
  await journalIntervention(tx, actor, project, row, told, now);
  return next.state;
}

/** Somebody said no to exactly this plan: it is not asked a second time, it is changed. */
export async function wasRefused(tx: Database, { row, plan }: Pick<Locked, "row" | "plan">): Promise<boolean> {
  const hash = planHash(plan);
  return (await answersOf(tx, row.id)).some((one) => one.planHash === hash && one.answer === "refused");
}

export type AnswerRefusal =
  | "notFound"
  | "notAsked"
  | "cancelled"
  | "planChanged"
  | "delegated"
  | "alreadyAnswered"
  | "ownPlan"
  | "reasonMissing"
  | "tooLong"
  | "tooLate";

export interface GivenAnswer {
  readonly approverId: number;
  /** Of the plan that was read: an answer to another one counts for nothing. */
  readonly planHash: string;
  readonly answer: AgreementAnswer;
  /** Of a refusal; may be empty for an agreement. */
  readonly reason: string;
  readonly byLink: boolean;
}

/**
 * The answer of a named person, once, to exactly the plan that they read. One refusal is enough to send the plan back to its
 * draft; with the last agreement that the quorum needs it is agreed. Work that runs already goes on: the answer is kept.
 * The caller has made sure that `actor` is the approver.
 */
export async function answerPlan(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  given: GivenAnswer,
  now = new Date(),
): Promise<{ answered: true; isReached: boolean } | { refused: AnswerRefusal }> {
  return db.transaction(async (tx) => {
    const locked = await lockIntervention(tx, projectId, id);
    if (!locked) return { refused: "notFound" };
    const { project, row } = locked;
    const approvers = await approversOf(tx, id);
    const approver = approvers.find((one) => one.id === given.approverId);
    const refused = await answerRefusal(tx, locked, approver, approvers, given, now);
    if (refused || !approver) return { refused: refused ?? "notFound" };

    const { planHash: hash, answer, byLink } = given;
    const said = { approverId: approver.id, planHash: hash, answer, reason: given.reason.trim(), byLink, at: now };
    await tx
      .insert(interventionAnswers)
      .values({ ...said, interventionId: id, name: actor.name, address: actor.address });
    await spendLinks(tx, approver.id, hash, now);
    const data = { hash, byLink, side: approver.side };
    await addEntry(tx, id, actor, { kind: answer, text: said.reason, data }, now);
    const standing = standingOf({ approvers, answers: await answersOf(tx, id), ...row, planHash: hash });
    const isReached = standing.isReached && row.agreedAt === null;
    const isInCourse = row.state !== "awaiting_agreement";
    const next = {
      ...(isReached ? { agreedAt: now } : {}),
      ...(isReached && !isInCourse ? { state: "agreed" as const } : {}),
      ...(answer === "refused" && !isInCourse ? { state: "draft" as const, submittedHash: null } : {}),
      version: row.version + 1,
    };
    await tx.update(interventions).set(next).where(eq(interventions.id, id));
    if (isReached && isInCourse) await keepsWindow(tx, { ...row, ...next }, now);
    if (isReached || answer === "refused") await tellRequester(tx, locked, answer, approver, now);
    const event = answer === "refused" ? "refused" : isReached ? "agreed" : "answered";
    const told = { verb: "answer", event: `intervention.${event}`, detail: { answer, hash, byLink } } as const;
    await journalIntervention(tx, actor, project, row, told, now);
    return { answered: true, isReached };
  });
}

async function answerRefusal(
  tx: Database,
  { row, project }: Locked,
  approver: Approver | undefined,
  approvers: readonly Approver[],
  { planHash: hash, answer, reason }: GivenAnswer,
  now: Date,
): Promise<AnswerRefusal | null> {
  if (!approver) return "notAsked";
  if (row.state === "cancelled") return "cancelled";
  if (hasDelegated(approver, approvers)) return "delegated";
  const answers = await answersOf(tx, row.id);
  if (answers.some((one) => one.approverId === approver.id && one.planHash === hash)) return "alreadyAnswered";
  if (row.submittedHash !== hash) return "planChanged";
  const isAfterwards = row.kind === "urgent" && row.startedAt !== null && row.agreedAt === null;
  if (row.state !== "awaiting_agreement" && !isAfterwards) return "notAsked";
  if (row.kind !== "urgent" && row.from <= now) return "tooLate";
  const candidates = await candidatesOf(tx, project);
  if (!isStillCandidate(candidates, approver)) return "notAsked";
  if (isRequester(approver, { id: row.requesterId }, candidates)) return "ownPlan";
  if (approver.userId !== null && (await wroteIt(tx, row.id, approver.userId))) return "ownPlan";
  if (answer === "refused" && reason.trim() === "") return "reasonMissing";
  return reason.length > INTERVENTION_LIMITS.reason ? "tooLong" : null;
}

/** Who asked learns that it is agreed, or who said no. */
async function tellRequester(
  tx: Database,
  { project, row }: Locked,
  answer: AgreementAnswer,
  { id, name }: Approver,
  now: Date,
): Promise<void> {
  const userIds = [row.requesterId, project.projectManagerId].filter((one) => one !== null);
  const onceKey = `intervention:${row.id}:${answer}:${id}:${row.submittedHash ?? ""}`;
  const told = { userIds, onceKey, projectId: project.id, path: pathOf(project, row) };
  await notify(tx, { ...told, kind: `intervention.${answer}`, data: { title: row.title, name } }, now);
}

/** Four eyes also where somebody else's plan was changed by who is asked about it. */
async function wroteIt(tx: Database, interventionId: number, userId: string): Promise<boolean> {
  const wrote = inArray(interventionEntries.kind, ["planned", "changed", "submitted"]);
  const own = and(eq(interventionEntries.interventionId, interventionId), eq(interventionEntries.authorId, userId));
  return (await tx.$count(interventionEntries, and(own, wrote))) > 0;
}

export type DelegationRefusal =
  | "notFound"
  | "notAsked"
  | "delegated"
  | "alreadyAnswered"
  | "approverUnknown"
  | "ownPlan";

/** Names somebody of the same side to answer in one's place; they are asked at once, and one's own link answers no more. */
export async function delegateAnswer(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  { approverId, to }: { readonly approverId: number; readonly to: NamedApprover },
  now = new Date(),
): Promise<{ approverId: number } | { refused: DelegationRefusal }> {
  return db.transaction(async (tx) => {
    const locked = await lockIntervention(tx, projectId, id);
    if (!locked) return { refused: "notFound" };
    const { project, row } = locked;
    const approvers = await approversOf(tx, id);
    const approver = approvers.find((one) => one.id === approverId);
    const hash = row.submittedHash;
    const isOpen = row.state === "awaiting_agreement" || (row.kind === "urgent" && row.agreedAt === null);
    if (!approver || hash === null || !isOpen) return { refused: "notAsked" };
    if (hasDelegated(approver, approvers)) return { refused: "delegated" };
    const answers = await answersOf(tx, id);
    if (answers.some((one) => one.approverId === approverId && one.planHash === hash))
      return { refused: "alreadyAnswered" };
    const candidates = await candidatesOf(tx, project);
    if (!isStillCandidate(candidates, approver)) return { refused: "notAsked" };
    const named = candidateAmong(candidates, { ...to, side: approver.side });
    const isAsked = approvers.some((one) => one.userId === named?.userId && one.contactId === named?.contactId);
    if (!named || isAsked) return { refused: "approverUnknown" };
    if (isRequester(named, { id: row.requesterId }, candidates)) return { refused: "ownPlan" };

    const { side, userId, contactId, name, email } = named;
    const asked = { side, userId, contactId, name, email, delegatedById: approverId };
    const [{ insertId }] = await tx.insert(interventionApprovers).values({ ...asked, interventionId: id });
    await spendLinks(tx, approverId, hash, now);
    await addEntry(tx, id, actor, { kind: "delegated", data: { from: approver.name, to: name } }, now);
    await askApprover(tx, locked, { id: insertId, ...asked, remindedAt: null }, "asked", now);
    const told = { verb: "delegate", event: "intervention.delegated", detail: { to: name } } as const;
    await journalIntervention(tx, actor, project, row, told, now);
    return { approverId: insertId };
  });
}
