import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { recordMark, withdrawMark } from "#domain/marks/commands.server.ts";

import { markForm, WithdrawForm } from "./form.ts";

interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly actor: Actor;
  /** Of others too: staff. */
  readonly mayOfOthers: boolean;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };

/** Which field each refusal of the command is about. */
const FIELDS = { titleMissing: "title", badUrl: "url", endsBeforeItStarts: "until", outOfRange: "at" };

export async function record({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = markForm(project.timeZone).safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const answer = await recordMark(database(), project.id, actor, typed.data);
  return "refused" in answer ? { refused: refuseCommand(form, answer, FIELDS) } : { done: "markRecorded" };
}

/** Whoever put it there may take it off again; staff may take off any. */
export async function withdraw({ project, actor, mayOfOthers }: Asked, form: FormData): Promise<Answer> {
  const typed = WithdrawForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { markId } = typed.data;
  const answer = await withdrawMark(database(), project.id, actor, { markId, mayOfOthers });
  // The page offers only what may be withdrawn: for a form made by hand, what is another's is not there.
  return "refused" in answer ? { refused: refuseCommand(form, { refused: "notFound" }) } : { done: "markWithdrawn" };
}
