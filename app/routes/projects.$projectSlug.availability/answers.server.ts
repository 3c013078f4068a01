import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { answerContest, contestVerdict, reclassify } from "#domain/availability/commands.server.ts";
import { type Month, monthAt } from "#domain/availability/months.ts";
import type { Action } from "#domain/identity/permissions.ts";

import { AnswerForm, contestForm, decisionForm, openedOf } from "./form.ts";

interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly actor: Actor;
}

/** What was done, and the month in which it is to be seen where the form says which. */
type Answer = { done: string; month?: Month } | { refused: ReturnType<typeof refuseForm> };

interface PageForm {
  readonly action: Action;
  readonly answer: (asked: Asked, form: FormData) => Promise<Answer>;
}

/** The page's forms by their intent, each with the right that it takes. */
export const FORMS: ReadonlyMap<string, PageForm> = new Map<string, PageForm>([
  ["decide", { action: "availability.reclassify", answer: decide }],
  ["contest", { action: "availability.contest", answer: contest }],
  ["answer", { action: "availability.reclassify", answer }],
]);

const FIELDS = { endsBeforeItStarts: "to", notOverYet: "to" };

async function decide({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const opened = openedOf((name) => form.get(name));
  const typed = decisionForm(project.timeZone, opened).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const decided = await reclassify(database(), project.id, actor, typed.data);
  if ("refused" in decided) {
    const fields = { ...FIELDS, reasonMissing: "reason", tooLong: "reason" };
    return { refused: refuseCommand(form, decided, fields) };
  }
  return { done: "reclassified", month: monthAt(typed.data.from, project.timeZone) };
}

async function contest({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const opened = openedOf((name) => form.get(name));
  const typed = contestForm(project.timeZone, opened).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const contested = await contestVerdict(database(), project.id, actor, typed.data);
  if ("refused" in contested) {
    const fields = { ...FIELDS, reasonMissing: "text", tooLong: "text" };
    return { refused: refuseCommand(form, contested, fields) };
  }
  return { done: "contested", month: monthAt(typed.data.from, project.timeZone) };
}

async function answer({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = AnswerForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answered = await answerContest(database(), project.id, actor, typed.data);
  if ("refused" in answered) {
    return { refused: refuseCommand(form, answered, { reasonMissing: "answer", tooLong: "answer" }) };
  }
  return { done: "contestAnswered" };
}
