import { database } from "#db/client.server.ts";
import { isAllowedToBearer } from "#domain/api-tokens/bearers.server.ts";
import { recordMark, withdrawMark } from "#domain/marks/commands.server.ts";
import type { Mark } from "#domain/marks/mark.ts";
import { markById, markPage } from "#domain/marks/queries.server.ts";

import { type ApiAnswer, absent, ok, problem } from "../answer.ts";
import { onProject } from "../operation.ts";
import { Event, EventHeaders, EventsQuery, NewEvent } from "../schemas/events.ts";
import { cursorOf, pageOf, positionOf } from "../schemas/paging.ts";

export const listEvents = onProject({
  id: "listEvents",
  method: "GET",
  path: "/projects/{slug}/events",
  tag: "events",
  summary: "Marks on the time axis of a project, newest first",
  scope: "events.read",
  action: "project.read",
  query: EventsQuery,
  answers: [{ status: 200, description: "A page of events.", schema: pageOf(Event) }],
  async handle({ project, query }) {
    const { from, to, kind, limit, cursor } = query;
    const after = cursor === undefined ? undefined : placeOf(cursor);
    if (after === null) return problem("invalid-request", "This cursor is none of ours.", { parameter: "cursor" });

    const question = { from: dateOf(from), to: dateOf(to), kind, after, limit: limit + 1 };
    const found = await markPage(database(), project.id, question);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = last && found.length > limit ? cursorOf(`${last.at.getTime()}.${last.id}`) : null;
    return ok({ data: page.map(shown), next });
  },
});

export const getEvent = onProject({
  id: "getEvent",
  method: "GET",
  path: "/projects/{slug}/events/{event}",
  tag: "events",
  summary: "One event",
  scope: "events.read",
  action: "project.read",
  answers: [{ status: 200, description: "The event.", schema: Event }],
  async handle({ project, params }) {
    const mark = await markById(database(), project.id, idOf(params.event));
    return mark ? ok(shown(mark)) : absent("event");
  },
});

export const recordEvent = onProject({
  id: "recordEvent",
  method: "POST",
  path: "/projects/{slug}/events",
  tag: "events",
  summary: "Put a deployment, a campaign or a change of prices on every chart of a project",
  scope: "events.write",
  action: "mark.write",
  headers: EventHeaders,
  body: NewEvent,
  refuses: "The end is not after the start, or the idempotency key was used for another event.",
  answers: [
    {
      status: 201,
      description: "The event is on the charts.",
      schema: Event,
      headers: { Location: "Where the event is." },
    },
    { status: 200, description: "The idempotency key is known: the event of then.", schema: Event },
  ],
  async handle({ project, actor, bearer, body, headers, now }) {
    const idempotencyKey = headers["idempotency-key"];
    const mark = { ...body, tokenId: bearer.tokenId, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
    const recorded = await recordMark(database(), project.id, actor, mark, now);
    if ("refused" in recorded) return refusalOf(recorded.refused);

    const stored = await markById(database(), project.id, recorded.id);
    if (!stored) return absent("slug");
    const answer: ApiAnswer = ok(shown(stored));
    if (recorded.repeated) return answer;
    return { ...answer, status: 201, headers: { location: `/api/v1/projects/${project.slug}/events/${stored.id}` } };
  },
});

export const withdrawEvent = onProject({
  id: "withdrawEvent",
  method: "DELETE",
  path: "/projects/{slug}/events/{event}",
  tag: "events",
  summary: "Take an event off every chart",
  description: "One's own; staff may take off any.",
  scope: "events.write",
  action: "mark.write",
  answers: [{ status: 204, description: "It is shown nowhere any more." }],
  async handle({ project, bearer, actor, params, now }) {
    const subject = { kind: "project", clientId: project.clientId, projectId: project.id } as const;
    const mayOfOthers = isAllowedToBearer(bearer, "mark.withdraw", subject);
    const answer = await withdrawMark(database(), project.id, actor, { markId: idOf(params.event), mayOfOthers }, now);
    if ("withdrawn" in answer) return { status: 204 };
    if (answer.refused === "notFound") return absent("event");
    return problem("forbidden", "Only its author and staff may take this event off.", { parameter: "event" });
  },
});

function refusalOf(refused: string) {
  switch (refused) {
    case "notFound":
      return absent("slug");
    case "keyUsedForAnother":
      return problem("refused", "This key was used for another event.", { parameter: "Idempotency-Key" });
    case "endsBeforeItStarts":
      return problem("refused", "It must end after it starts.", { pointer: "#/until" });
    case "badUrl":
      return problem("refused", "This address cannot be a link.", { pointer: "#/url" });
    default:
      return problem("refused", "This event cannot be recorded.", { pointer: "#" });
  }
}

function shown({ id, at, until, kind, title, detail, url, authorName, createdAt }: Mark) {
  const instants = { at: at.toISOString(), until: until?.toISOString() ?? null };
  return { id, ...instants, kind, title, detail, url, author: authorName, createdAt: createdAt.toISOString() };
}

/** An id that is no number is the id of nothing. */
function idOf(text = ""): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}

function placeOf(cursor: string): { at: Date; id: number } | null {
  const [, at, id] = /^(\d{12,13})\.(\d{1,9})$/.exec(positionOf(cursor)) ?? [];
  return at && id ? { at: new Date(Number(at)), id: Number(id) } : null;
}

function dateOf(at: number | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}
