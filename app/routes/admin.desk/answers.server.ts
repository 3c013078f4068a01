import type { z } from "zod";

import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { ChangedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { addCalendar, askFeed, editCalendar, setHours } from "#domain/clocks/commands.server.ts";
import { agreeDeskTerms, withdrawDeskTerms } from "#domain/clocks/terms-commands.server.ts";

import { AgreedForm, AskedFeedForm, EditedCalendarForm, HoursForm, NewCalendarForm, WithdrawnForm } from "./form.ts";

type Answer = { readonly refused: string } | ChangedMeanwhile | object;

/** The word of `?done=`, or the answer that refuses the form. */
type FormAnswer = (actor: Actor, form: FormData) => Promise<string | ReturnType<typeof refuseForm>>;

function answering<Form extends z.ZodType>(
  schema: Form,
  done: string,
  act: (actor: Actor, fields: z.output<Form>) => Promise<Answer>,
): FormAnswer {
  return async (actor, form) => {
    const asked = schema.safeParse(fieldsOf(form));
    if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
    const answer = await act(actor, asked.data);
    const fields = { nameTaken: "name", badTimeZone: "timeZone", dayTaken: "effectiveOn" };
    return "refused" in answer ? refuseCommand(form, answer as ChangedMeanwhile, fields) : done;
  };
}

/** What each form of the page does, by its intent. */
export const ANSWERS: ReadonlyMap<string, FormAnswer> = new Map([
  ["addCalendar", answering(NewCalendarForm, "calendarAdded", (actor, asked) => addCalendar(database(), actor, asked))],
  [
    "editCalendar",
    answering(EditedCalendarForm, "saved", (actor, { calendarId, ...edited }) =>
      editCalendar(database(), calendarId, actor, edited),
    ),
  ],
  [
    "setHours",
    answering(HoursForm, "hoursSet", (actor, { calendarId, ...hours }) =>
      setHours(database(), calendarId, actor, hours),
    ),
  ],
  ["askFeed", answering(AskedFeedForm, "feedAsked", (actor, { calendarId }) => askFeed(database(), calendarId, actor))],
  [
    "agree",
    answering(AgreedForm, "termsAgreed", (actor, { clientId, agreed }) =>
      agreeDeskTerms(database(), clientId, actor, agreed),
    ),
  ],
  [
    "withdraw",
    answering(WithdrawnForm, "termsWithdrawn", (actor, { clientId, effectiveOn }) =>
      withdrawDeskTerms(database(), clientId, actor, effectiveOn),
    ),
  ],
]);
