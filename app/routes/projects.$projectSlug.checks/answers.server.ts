import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { addCheck, askRun, editCheck } from "#domain/checks/commands.server.ts";

import { AskedCheck, CheckForm, EditedCheck } from "./form.ts";

export interface Asked {
  readonly projectId: number;
  readonly actor: Actor;
}

type Answer = { done: string; checkId: number } | { refused: ReturnType<typeof refuseForm> };

const FIELDS = { tooSeldomToDecide: "intervalSeconds", timeoutTooLong: "timeoutMs", noSuchProbe: "sourceId" };

export async function add({ projectId, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = CheckForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await addCheck(database(), projectId, actor, typed.data);
  if ("refused" in answer) return { refused: refuseCommand(form, answer, FIELDS) };
  return { done: "checkAdded", checkId: answer.id };
}

export async function edit({ projectId, actor }: Asked, form: FormData): Promise<Answer> {
  const which = EditedCheck.safeParse(fieldsOf(form));
  if (!which.success) return { refused: refuseForm(form, problemsOf(which.error), 400) };
  const typed = CheckForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await editCheck(database(), projectId, actor, { ...typed.data, ...which.data });
  if ("refused" in answer) return { refused: refuseCommand(form, answer, FIELDS) };
  return { done: "saved", checkId: which.data.checkId };
}

export async function run({ projectId, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = AskedCheck.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { checkId } = typed.data;
  const answer = await askRun(database(), projectId, actor, checkId);
  if ("refused" in answer) return { refused: refuseCommand(form, answer) };
  return { done: "checkAsked", checkId };
}
