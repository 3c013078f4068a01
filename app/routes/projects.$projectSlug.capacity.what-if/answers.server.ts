import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { changeExpectedEvent, expectEvent, withdrawExpectedEvent } from "#domain/capacity/expected/commands.server.ts";

import { EventForm, NamedEvent } from "./form.ts";

interface Asked {
  readonly project: { readonly id: number };
  readonly actor: Actor;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };
type Refusal = Parameters<typeof refuseCommand>[1];

/** The page's forms by their intent: what is expected, changed or withdrawn. */
export const FORMS: ReadonlyMap<string, (asked: Asked, form: FormData) => Promise<Answer>> = new Map([
  ["expect", expect],
  ["change", change],
  ["withdraw", withdraw],
]);

const FIELDS: Readonly<Record<string, string>> = {
  titleMissing: "title",
  badDay: "startsOn",
  endsBeforeItStarts: "endsOn",
  tooManyDays: "endsOn",
  tooFarAhead: "endsOn",
  alreadyOver: "startsOn",
  multiplierOutOfRange: "more",
  nothingExpected: "more",
};

async function expect({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = EventForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const made = await expectEvent(database(), project.id, actor, typed.data);
  return "refused" in made ? refuse(form, made) : { done: "eventExpected" };
}

async function change({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const fields = fieldsOf(form);
  const [named, typed] = [NamedEvent.safeParse(fields), EventForm.safeParse(fields)];
  if (!named.success) return { refused: refuseForm(form, problemsOf(named.error), 400) };
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { eventId: id, version } = named.data;
  const changed = await changeExpectedEvent(database(), project.id, actor, { ...typed.data, id, version });
  return "refused" in changed ? refuse(form, changed) : { done: "saved" };
}

async function withdraw({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = NamedEvent.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { eventId: id, version } = typed.data;
  const withdrawn = await withdrawExpectedEvent(database(), project.id, actor, { id, version });
  return "refused" in withdrawn ? refuse(form, withdrawn) : { done: "eventWithdrawn" };
}

function refuse(form: FormData, refusal: Refusal): Answer {
  if (refusal.refused === "changedMeanwhile") return { refused: refuseCommand(form, refusal) };
  const field = FIELDS[refusal.refused] ?? "form";
  const at = form.has(field) ? field : "form";
  return { refused: refuseForm(form, { [at]: `capacity:refused.${refusal.refused}` }, 422) };
}
