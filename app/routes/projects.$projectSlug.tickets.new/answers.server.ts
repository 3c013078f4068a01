import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { openTicket } from "#domain/tickets/commands.server.ts";
import type { NewTicket } from "#domain/tickets/opening.server.ts";
import type { TicketAuthor } from "#domain/tickets/thread.ts";
import { sortedBy, subjectOf } from "#domain/tickets/three-answers.ts";

import { clientForm, staffForm } from "./form.ts";

interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly actor: Actor;
}

type Answer = { id: number } | { refused: ReturnType<typeof refuseForm> };

/** The client's three answers, sorted until staff have read them. */
export async function openByClient(asked: Asked, form: FormData): Promise<Answer> {
  const typed = clientForm(asked.project.timeZone).safeParse(fieldsOf(form, ["machineIds", "attachment"]));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { sales, windowFrom, windowTo, attachment: attachmentIds, ...said } = typed.data;
  const subject = subjectOf(said.text);
  return open(asked, form, {
    ...said,
    ...sortedBy(sales),
    subject,
    attachmentIds,
    window: windowOf(windowFrom, windowTo),
    source: "page",
    author: authorOf(asked, "client"),
  });
}

/** Staff's own, or what they write down for somebody of the client. */
export async function openByStaff(asked: Asked, form: FormData): Promise<Answer> {
  const typed = staffForm(asked.project.timeZone).safeParse(fieldsOf(form, ["machineIds", "attachment"]));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const { requesterId, windowFrom, windowTo, attachment: attachmentIds, ...said } = typed.data;
  const window = windowOf(windowFrom, windowTo);
  // Side, name and address are those of the user; the command looks them up.
  const requester = { side: "client", userId: requesterId, contactId: null, name: "", email: null } as const;
  const author = authorOf(asked, "staff");
  return open(asked, form, {
    ...{ ...said, attachmentIds, window, author },
    source: "page",
    ...(requesterId === null ? {} : { requester }),
  });
}

async function open({ project, actor }: Asked, form: FormData, ticket: NewTicket): Promise<Answer> {
  const answer = await openTicket(database(), project.id, actor, ticket);
  if (!("refused" in answer)) return { id: answer.id };
  if (answer.refused === "sinceInTheFuture") {
    return { refused: refuseForm(form, { since: "tickets:problems.sinceInTheFuture" }, 422) };
  }
  return { refused: refuseCommand(form, { refused: answer.refused === "notFound" ? "absent" : answer.refused }) };
}

/** The stretch that the form was opened for; null where it names none. */
function windowOf(from: number | null, to: number | null) {
  return from === null || to === null ? null : { from: new Date(from), to: new Date(to) };
}

function authorOf({ actor }: Asked, side: "client" | "staff"): TicketAuthor {
  return { side, id: actor.id, name: actor.name };
}
