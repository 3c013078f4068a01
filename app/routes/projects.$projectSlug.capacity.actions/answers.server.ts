import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { ActionAnswer } from "#domain/capacity/action.ts";
import { answerAction, changeAction, proposeAction } from "#domain/capacity/action-commands.server.ts";
import { dropAction, finishAction, linkAction } from "#domain/capacity/action-course-commands.server.ts";
import type { Action } from "#domain/identity/permissions.ts";

import { AnswerForm, DropForm, LinkForm, NamedAction, ProposalForm } from "./form.ts";

interface Asked {
  readonly project: { readonly id: number };
  readonly actor: Actor;
}

type Answer = { done: string; id: number } | { refused: ReturnType<typeof refuseForm> };
type Refusal = Parameters<typeof refuseCommand>[1];

interface PageForm {
  readonly action: Action;
  readonly answer: (asked: Asked, form: FormData) => Promise<Answer>;
}

/** The page's forms by their intent, each with the right that it takes. */
export const FORMS: ReadonlyMap<string, PageForm> = new Map<string, PageForm>([
  ["propose", { action: "capacity.plan", answer: propose }],
  ["change", { action: "capacity.plan", answer: change }],
  ["agree", { action: "capacity.answer", answer: (asked, form) => answer(asked, form, "agree") }],
  ["otherwise", { action: "capacity.answer", answer: (asked, form) => answer(asked, form, "otherwise") }],
  ["link", { action: "capacity.plan", answer: link }],
  ["finish", { action: "capacity.plan", answer: finish }],
  ["drop", { action: "capacity.plan", answer: drop }],
]);

const FIELDS: Readonly<Record<string, string>> = {
  titleMissing: "title",
  resourceUnknown: "about",
  subjectUnknown: "about",
  effectMissing: "newLimit",
  effectOutOfRange: "newLimit",
  leadOutOfRange: "leadDays",
  costOutOfRange: "costMonthly",
  badDay: "dueOn",
  ownerUnknown: "ownerId",
  interventionUnknown: "interventionId",
  wordsMissing: "words",
};

async function propose({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = ProposalForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const made = await proposeAction(database(), project.id, actor, typed.data);
  return "refused" in made ? refuse(form, made) : { done: "actionProposed", id: made.id };
}

async function change({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const fields = fieldsOf(form);
  const [named, typed] = [NamedAction.safeParse(fields), ProposalForm.safeParse(fields)];
  if (!named.success) return { refused: refuseForm(form, problemsOf(named.error), 400) };
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { actionId: id, version } = named.data;
  const changed = await changeAction(database(), project.id, actor, { ...typed.data, id, version });
  return "refused" in changed ? refuse(form, changed) : { done: "actionProposed", id };
}

async function answer({ project, actor }: Asked, form: FormData, given: ActionAnswer): Promise<Answer> {
  const typed = AnswerForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { actionId: id, ...rest } = typed.data;
  const answered = await answerAction(database(), project.id, actor, { ...rest, id, answer: given });
  return "refused" in answered ? refuse(form, answered) : { done: "actionAnswered", id };
}

async function link({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = LinkForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { actionId: id, ...rest } = typed.data;
  const linked = await linkAction(database(), project.id, actor, { ...rest, id });
  return "refused" in linked ? refuse(form, linked) : { done: "saved", id };
}

async function finish({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = NamedAction.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { actionId: id, version } = typed.data;
  const finished = await finishAction(database(), project.id, actor, { id, version });
  return "refused" in finished ? refuse(form, finished) : { done: "actionFinished", id };
}

async function drop({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = DropForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { actionId: id, ...rest } = typed.data;
  const dropped = await dropAction(database(), project.id, actor, { ...rest, id });
  return "refused" in dropped ? refuse(form, dropped) : { done: "saved", id };
}

function refuse(form: FormData, refusal: Refusal): Answer {
  if (refusal.refused === "changedMeanwhile") return { refused: refuseCommand(form, refusal) };
  const field = FIELDS[refusal.refused] ?? "form";
  return {
    refused: refuseForm(form, { [form.has(field) ? field : "form"]: `capacity:refused.${refusal.refused}` }, 422),
  };
}
