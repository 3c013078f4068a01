import { database } from "#db/client.server.ts";
import { type Bearer, isAllowedToBearer } from "#domain/api-tokens/bearers.server.ts";
import type { ProjectScope } from "#domain/identity/scope.ts";
import { addMessage, openTicket as openOne } from "#domain/tickets/commands.server.ts";
import { threadOf, ticketOf, ticketPage } from "#domain/tickets/queries.server.ts";
import { sortedBy, subjectOf } from "#domain/tickets/three-answers.ts";

import { absent, ok, problem } from "../answer.ts";
import { onProject } from "../operation.ts";
import { cursorOf, pageOf, positionOf } from "../schemas/paging.ts";
import {
  NewTicketBody,
  ReplyBody,
  Ticket,
  TicketDetail,
  TicketHeaders,
  TicketsQuery,
  WrittenMessage,
} from "../schemas/tickets.ts";

export const listTickets = onProject({
  id: "listTickets",
  method: "GET",
  path: "/projects/{slug}/tickets",
  tag: "tickets",
  summary: "Tickets of a project, the one that moved last first",
  scope: "tickets.read",
  action: "ticket.read",
  query: TicketsQuery,
  answers: [{ status: 200, description: "A page of tickets.", schema: pageOf(Ticket) }],
  async handle({ project, bearer, query: { state, limit, cursor } }) {
    const after = cursor === undefined ? undefined : placeOf(cursor);
    if (after === null) return problem("invalid-request", "This cursor is none of ours.", { parameter: "cursor" });
    const states = state && [state];
    const question = { withNotes: isOfStaff(bearer, project), states, after, limit: limit + 1 };
    const found = await ticketPage(database(), project.id, question);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = last && found.length > limit ? cursorOf(`${last.movedAt.getTime()}.${last.number}`) : null;
    return ok({ data: page.map(shown), next });
  },
});

export const getTicket = onProject({
  id: "getTicket",
  method: "GET",
  path: "/projects/{slug}/tickets/{ticket}",
  tag: "tickets",
  summary: "One ticket with its messages",
  description: "Notes among staff are there for tokens of staff only.",
  scope: "tickets.read",
  action: "ticket.read",
  answers: [{ status: 200, description: "The ticket.", schema: TicketDetail }],
  async handle({ project, bearer, params }) {
    const eyes = { withNotes: isOfStaff(bearer, project) };
    const ticket = await ticketOf(database(), project.id, numberOf(params.ticket), eyes);
    if (!ticket) return absent("ticket");
    const thread = await threadOf(database(), project.id, ticket.id, eyes);
    const said = thread.filter(({ kind }) => kind === "message" || kind === "note");
    return ok({
      ...shown({ ...ticket, movedAt: ticket.lastEntryAt }),
      impact: ticket.impact,
      urgency: ticket.urgency,
      machines: ticket.machines.map(({ name }) => name),
      messages: said.map(({ id, at, authorName, side, isPublic, text, files }) => ({
        ...{ id, at: at.toISOString(), author: authorName, side, internal: !isPublic, text },
        files: files.map(({ name, mediaType, sizeBytes }) => ({ name, mediaType, sizeBytes })),
      })),
    });
  },
});

export const openTicket = onProject({
  id: "openTicket",
  method: "POST",
  path: "/projects/{slug}/tickets",
  tag: "tickets",
  summary: "Open a ticket",
  scope: "tickets.write",
  action: "ticket.open",
  headers: TicketHeaders,
  body: NewTicketBody,
  refuses: "It began in the future.",
  answers: [
    {
      status: 201,
      description: "The ticket, or the one that this idempotency key opened.",
      schema: Ticket,
      headers: { Location: "Where the ticket is." },
    },
  ],
  async handle({ project, bearer, actor, body, headers, now }) {
    const { text, since, sales } = body;
    const opened = await openOne(
      database(),
      project.id,
      actor,
      {
        ...sortedBy(sales),
        ...{ subject: body.subject ?? subjectOf(text), text, since, source: "api" },
        author: authorOf(bearer, project, actor),
        sendKey: keyOf(headers),
      },
      now,
    );
    if ("refused" in opened) {
      if (opened.refused === "notFound") return absent("slug");
      return problem("refused", "It must have begun before now.", { pointer: "#/since" });
    }
    const eyes = { withNotes: isOfStaff(bearer, project) };
    const ticket = await ticketOf(database(), project.id, opened.id, eyes);
    if (!ticket) return absent("slug");
    const location = `/api/v1/projects/${project.slug}/tickets/${ticket.number}`;
    return { ...ok(shown({ ...ticket, movedAt: ticket.lastEntryAt })), status: 201, headers: { location } };
  },
});

export const replyToTicket = onProject({
  id: "replyToTicket",
  method: "POST",
  path: "/projects/{slug}/tickets/{ticket}/messages",
  tag: "tickets",
  summary: "Answer in a ticket, for everybody who may read it",
  scope: "tickets.write",
  action: "ticket.reply",
  headers: TicketHeaders,
  body: ReplyBody,
  refuses: "The ticket was merged into another one.",
  answers: [{ status: 201, description: "It is in the thread.", schema: WrittenMessage }],
  async handle({ project, bearer, actor, params, body: { text }, headers, now }) {
    const author = authorOf(bearer, project, actor);
    const message = { text, isPublic: true, sendKey: keyOf(headers) };
    const answer = await addMessage(database(), project.id, numberOf(params.ticket), author, message, now);
    if ("entryId" in answer) return { ...ok({ id: answer.entryId }), status: 201 };
    if (answer.refused === "notFound") return absent("ticket");
    return problem("refused", "The conversation goes on in another ticket.", { parameter: "ticket" });
  },
});

function isOfStaff(bearer: Bearer, { id: projectId, clientId }: ProjectScope): boolean {
  return isAllowedToBearer(bearer, "ticket.work", { kind: "project", clientId, projectId });
}

function authorOf(bearer: Bearer, project: ProjectScope, { id, name }: { id: string | null; name: string }) {
  return { side: isOfStaff(bearer, project) ? "staff" : "client", id, name } as const;
}

/** A page's own keys are never taken for one of these. */
function keyOf(headers: { readonly "idempotency-key"?: string }): string | null {
  const key = headers["idempotency-key"];
  return key === undefined ? null : `api:${key}`;
}

interface Shown {
  readonly number: number;
  readonly subject: string;
  readonly kind: string;
  readonly state: string;
  readonly priority: number;
  readonly requesterName: string;
  readonly assigneeName: string | null;
  readonly createdAt: Date;
  readonly movedAt: Date;
}

function shown({ number, subject, kind, state, priority, requesterName, assigneeName, createdAt, movedAt }: Shown) {
  return {
    ...{ number, subject, kind, state, priority, requester: requesterName, assignee: assigneeName },
    createdAt: createdAt.toISOString(),
    movedAt: movedAt.toISOString(),
  };
}

/** A number that is none is the number of nothing. */
function numberOf(text = ""): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}

function placeOf(cursor: string): { at: Date; id: number } | null {
  const [, at, id] = /^(\d{12,13})\.(\d{1,9})$/.exec(positionOf(cursor)) ?? [];
  return at && id ? { at: new Date(Number(at)), id: Number(id) } : null;
}
