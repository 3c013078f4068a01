import type { z } from "zod";

import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import type { SignedIn } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { addMessage, changeTicket, settleTicket } from "#domain/tickets/commands.server.ts";
import { forgetDraft } from "#domain/tickets/drafts.server.ts";
import { windowRefusal } from "#domain/tickets/kept-window.ts";
import type { TicketAuthor } from "#domain/tickets/thread.ts";
import { callUnrelated } from "#domain/tickets/unrelated.server.ts";
import { follow as followTicket } from "#domain/tickets/watchers.server.ts";

import { ChangeForm, FollowForm, replyForm, SettleForm, TakeForm, UnrelatedForm } from "./form.ts";
import { seenProjects } from "./memory.server.ts";

export interface Asked {
  readonly project: { readonly id: number; readonly clientId: number; readonly timeZone: string };
  readonly ticketId: number;
  readonly actor: Actor & { readonly id: string };
  readonly isStaff: boolean;
  readonly memberships: SignedIn["memberships"];
}

type Refused = { refused: ReturnType<typeof refuseForm> };
type Answer = { done: true } | Refused;

const DONE = { done: true } as const;
/** Sentences that are the desk's own; the others are those of every form. */
const OF_TICKETS = ["moveNotAllowed", "merged", "writtenMeanwhile"];

export async function reply(asked: Asked, form: FormData): Promise<Answer> {
  const typed = read(replyForm(asked.project.timeZone), form);
  if ("refused" in typed) return typed;
  const {
    readers,
    nextState,
    attachment: attachmentIds,
    measuresOf,
    measuresFrom: from,
    measuresTo: to,
    ...said
  } = typed.data;
  const wrong = from && to && windowRefusal({ from: from.getTime(), to: to.getTime() }, Date.now());
  if (wrong) return { refused: refuseForm(form, { measuresFrom: `tickets:join.refused.${wrong}` }, 422) };
  const machineIds = measuresOf === null ? [] : [measuresOf];
  const message = { ...said, attachmentIds, window: from && to ? { machineIds, from, to } : null };
  const isPublic = !asked.isStaff || readers === "client";
  const move = asked.isStaff ? { nextState } : {};
  const { project, ticketId, actor } = asked;
  const answer = await addMessage(database(), project.id, ticketId, authorOf(asked), { ...message, ...move, isPublic });
  if ("refused" in answer) return refused(form, answer);
  await forgetDraft(database(), { userId: actor.id, projectId: project.id, ticketId });
  return DONE;
}

export async function change({ project, ticketId, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = read(ChangeForm, form, ["machineIds"]);
  if ("refused" in typed) return typed;
  return done(form, await changeTicket(database(), project.id, ticketId, actor, typed.data));
}

/** One's own from now on; a new one is worked on. */
export async function take({ project, ticketId, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = read(TakeForm, form);
  if ("refused" in typed) return typed;
  const edit = { ...typed.data, assigneeId: actor.id };
  return done(form, await changeTicket(database(), project.id, ticketId, actor, edit));
}

export async function settle(asked: Asked, form: FormData): Promise<Answer> {
  const typed = read(SettleForm, form);
  if ("refused" in typed) return typed;
  const { project, ticketId } = asked;
  return done(form, await settleTicket(database(), project.id, ticketId, authorOf(asked), typed.data));
}

/** The other ticket is not shown beside this one again. */
export async function unrelated({ project, ticketId, actor, memberships }: Asked, form: FormData): Promise<Answer> {
  const typed = read(UnrelatedForm, form);
  if ("refused" in typed) return typed;
  const { otherId } = typed.data;
  const seenProjectIds = (await seenProjects({ project, memberships })).map(({ id }) => id);
  const scope = { projectId: project.id, seenProjectIds };
  return done(form, await callUnrelated(database(), scope, { ticketId, otherId }, actor));
}

export async function follow({ project, ticketId, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = read(FollowForm, form);
  if ("refused" in typed) return typed;
  const wish = { userId: actor.id, follows: typed.data.follows === "yes" };
  return done(form, await followTicket(database(), project.id, ticketId, wish));
}

function read<Form extends z.ZodType>(
  schema: Form,
  form: FormData,
  lists: readonly string[] = ["attachment"],
): { data: z.output<Form> } | Refused {
  const typed = schema.safeParse(fieldsOf(form, lists));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  return { data: typed.data };
}

function done(form: FormData, answer: object | { refused: string }): Answer {
  return "refused" in answer && typeof answer.refused === "string"
    ? refused(form, { ...answer, refused: answer.refused })
    : DONE;
}

function refused(form: FormData, refusal: { refused: string }): Refused {
  const { refused: reason } = refusal;
  if (OF_TICKETS.includes(reason)) return { refused: refuseForm(form, { form: `tickets:refused.${reason}` }, 422) };
  return { refused: refuseCommand(form, reason === "notFound" ? { ...refusal, refused: "absent" } : refusal) };
}

function authorOf({ actor, isStaff }: Asked): TicketAuthor {
  return { side: isStaff ? "staff" : "client", id: actor.id, name: actor.name };
}
