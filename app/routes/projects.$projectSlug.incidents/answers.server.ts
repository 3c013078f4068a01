import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { closeIncident, openIncident, tellIncident } from "#domain/incidents/commands.server.ts";

import { closeForm, openForm, TellForm } from "./form.ts";

interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly actor: Actor;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };

export async function open({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = openForm(project.timeZone).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await openIncident(database(), project.id, actor, typed.data);
  if ("refused" in answer) return { refused: refuseCommand(form, answer, { outOfRange: "startedAt" }) };
  return { done: "incidentOpened" };
}

export async function tell({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = TellForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { readers, ...told } = typed.data;
  const answer = await tellIncident(database(), project.id, actor, { ...told, isPublic: readers === "client" });
  return "refused" in answer ? { refused: refuseCommand(form, answer) } : { done: "incidentTold" };
}

const CLOSING_FIELDS = { endsBeforeItStarts: "recoveredAt", outOfRange: "recoveredAt" };

export async function close({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = closeForm(project.timeZone).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await closeIncident(database(), project.id, actor, typed.data);
  return "refused" in answer ? { refused: refuseCommand(form, answer, CLOSING_FIELDS) } : { done: "incidentClosed" };
}
