import { z } from "zod";

import { fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { decimal, line, optionalLine, rowId, version } from "#app/http/form-fields.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import { addStep, tickStep } from "#domain/tickets/desk/checklist.server.ts";
import { CHECKLIST_LIMITS } from "#domain/tickets/desk/limits.ts";
import { linkTicket, unlinkTicket } from "#domain/tickets/desk/links.server.ts";
import { mergeTicket } from "#domain/tickets/desk/merge.server.ts";
import { rateTicket } from "#domain/tickets/desk/rating.server.ts";
import { splitEntry } from "#domain/tickets/desk/split.server.ts";
import { tagTicket } from "#domain/tickets/desk/tags.server.ts";
import { tagsSaid } from "#domain/tickets/desk/tags.ts";
import { recordTime } from "#domain/tickets/desk/time.server.ts";
import { TICKET_LIMITS, TICKET_LINK_KINDS } from "#domain/tickets/ticket.ts";

import type { Asked } from "./answers.server.ts";

type Answer = { done: true } | { refused: ReturnType<typeof refuseForm> };
type Answering = (asked: Asked, form: FormData) => Promise<Answer>;

const LinkForm = z.object({ otherId: rowId, kind: z.enum(TICKET_LINK_KINDS, "admin:problems.choose") });

/** Minutes as people type them, also fewer than none: a correction. */
const TimeForm = z.object({ minutes: decimal(-1_440, 1_440), note: optionalLine(300) });

/** What staff do beside the thread. */
export const STAFF_DESK: ReadonlyMap<string, Answering> = new Map([
  [
    "merge",
    answering(z.object({ intoId: rowId, version }), ({ project, ticketId, actor }, typed) =>
      mergeTicket(database(), project.id, ticketId, actor, typed),
    ),
  ],
  [
    "split",
    answering(
      z.object({ entryId: rowId, subject: line(TICKET_LIMITS.subject), sendKey: z.string().min(8).max(40) }),
      ({ project, ticketId, actor }, typed) => splitEntry(database(), project.id, ticketId, actor, typed),
    ),
  ],
  [
    "link",
    answering(LinkForm, ({ project, ticketId, actor }, typed) =>
      linkTicket(database(), project.id, ticketId, actor, typed),
    ),
  ],
  [
    "unlink",
    answering(LinkForm, ({ project, ticketId }, typed) => unlinkTicket(database(), project.id, ticketId, typed)),
  ],
  [
    "tag",
    answering(z.object({ tags: line(300) }), ({ project, ticketId, actor }, { tags }) =>
      tagTicket(database(), project.id, ticketId, actor, { add: tagsSaid(tags) }),
    ),
  ],
  [
    "untag",
    answering(z.object({ tag: line(TICKET_LIMITS.tag) }), ({ project, ticketId, actor }, { tag }) =>
      tagTicket(database(), project.id, ticketId, actor, { remove: [tag] }),
    ),
  ],
  [
    "step",
    answering(z.object({ step: line(CHECKLIST_LIMITS.text) }), ({ project, ticketId }, { step }) =>
      addStep(database(), project.id, ticketId, step),
    ),
  ],
  [
    "tick",
    answering(z.object({ stepId: rowId, done: z.enum(["yes", "no"]) }), ({ project, ticketId, actor }, typed) =>
      tickStep(database(), project.id, ticketId, actor, { stepId: typed.stepId, isDone: typed.done === "yes" }),
    ),
  ],
  [
    "time",
    answering(TimeForm, ({ project, ticketId, actor }, { minutes, note }) =>
      recordTime(database(), project.id, ticketId, actor, { seconds: Math.round(minutes * 60), note }),
    ),
  ],
]);

/** What the client says at the end. */
export const rate = answering(
  z.object({
    rating: z.enum(["1", "2", "3", "4", "5"], "admin:problems.choose").transform((text) => RATING[text]),
    comment: z.string().trim().max(2_000, "admin:problems.tooLong").default(""),
  }),
  ({ project, ticketId, actor }, said) => rateTicket(database(), project.id, ticketId, actor, said),
);

const RATING = { "1": 1, "2": 2, "3": 3, "4": 4, "5": 5 } as const;

function answering<Form extends z.ZodType>(
  schema: Form,
  command: (asked: Asked, typed: z.output<Form>) => Promise<object>,
): Answering {
  return async (asked, form) => {
    const typed = schema.safeParse(fieldsOf(form));
    if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
    const answer = await command(asked, typed.data);
    if (!("refused" in answer)) return { done: true };
    return { refused: refuseForm(form, { form: `tickets:beside.refused.${String(answer.refused)}` }, 422) };
  };
}
