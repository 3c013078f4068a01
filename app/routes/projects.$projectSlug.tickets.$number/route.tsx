import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { streamKey } from "#app/http/live-stream.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { readForm } from "#app/http/uploads.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { database } from "#db/client.server.ts";
import { ticketChoices } from "#domain/tickets/choices.server.ts";
import { cannedList } from "#domain/tickets/desk/canned.server.ts";
import { deskOf } from "#domain/tickets/desk/queries.server.ts";
import { draftOf } from "#domain/tickets/drafts.server.ts";
import { threadOf, ticketOf, watchersOf } from "#domain/tickets/queries.server.ts";
import { clocksOfTicket } from "#domain/tickets/shown-clocks.server.ts";

import { change, follow, reply, settle, take, unrelated } from "./answers.server.ts";
import { withDeliveries } from "./deliveries.server.ts";
import { rate, STAFF_DESK } from "./desk-answers.server.ts";
import { withMails } from "./mails.server.ts";
import { memoryOf } from "./memory.server.ts";
import { TicketPage } from "./page.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.read");
  const { project, can, user } = signedIn;
  const withNotes = can("ticket.work");
  const db = database();
  const now = new Date();
  const ticket = await ticketOf(db, project.id, numberOf(params.number), { withNotes });
  if (!ticket) throw notFound();
  const [frame, thread, choices, watchers, draft, clocks, desk, canned] = await Promise.all([
    projectFrame(signedIn),
    threadOf(db, project.id, ticket.id, { withNotes }),
    ticketChoices(db, project),
    watchersOf(db, ticket.id),
    draftOf(db, { userId: user.id, projectId: project.id, ticketId: ticket.id }),
    clocksOfTicket(db, ticket, now),
    deskOf(db, project.id, ticket.id, { withNotes }),
    cannedList(db),
  ]);
  const memory = await memoryOf({ ...signedIn, withNotes }, ticket.id, thread);
  const { staff, clients } = choices;
  const isClient = (id: string) => clients.some((person) => person.id === id);
  return json({
    frame,
    now: now.getTime(),
    ticket,
    clocks,
    desk,
    canned: withNotes ? canned : canned.slice(0, 0),
    thread: await withDeliveries(db, await withMails(db, thread), { isStaff: withNotes }),
    memory,
    /** Whose measures an answer may bring along. */
    machines: choices.machines,
    draft: draft ?? null,
    viewer: { id: user.id, follows: watchers.some(({ id }) => id === user.id) },
    /** Who of the client reads a public answer; the client's people see who of theirs follows. */
    readers: watchers.filter(({ id }) => isClient(id)),
    /** Whom an @ may name: clients do not see the list of staff, but for who follows their ticket. */
    people: withNotes ? [...staff, ...clients] : [...clients, ...watchers.filter(({ id }) => !isClient(id))],
    choices: withNotes ? choices : null,
    session: streamKey(signedIn.sessionId),
    sendKey: randomUUID(),
  });
}

const STAFF_INTENTS = new Map([["change", change], ["take", take], ["unrelated", unrelated], ...STAFF_DESK]);
/** Nobody rates their own work. */
const CLIENT_INTENTS = new Map([["rate", rate]]);
const EVERYBODYS_INTENTS = new Map([
  ["reply", reply],
  ["settle", settle],
  ["follow", follow],
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, user, can, memberships } = await requireProject(request, params.projectSlug, "ticket.reply");
  const isStaff = can("ticket.work");
  const ticket = await ticketOf(database(), project.id, numberOf(params.number), { withNotes: isStaff });
  if (!ticket) throw notFound();
  const { form, refused } = await readForm(request, { projectId: project.id, uploaderId: user.id });
  if (refused[0]) return refuseForm(form, { attachment: `attachments:refused.${refused[0].reason}` }, 422);
  const intent = intentOf(form);
  const answer = await (EVERYBODYS_INTENTS.get(intent) ?? (isStaff ? STAFF_INTENTS : CLIENT_INTENTS).get(intent))?.(
    { project, ticketId: ticket.id, actor: { ...actor, id: user.id }, isStaff, memberships },
    form,
  );
  if (!answer) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(`/projects/${project.slug}/tickets/${ticket.id}`);
}

export const handle: PageHandle<{ frame: { project: { name: string } }; ticket: { number: number; subject: string } }> =
  {
    title: (t, { frame, ticket }) =>
      `${t("tickets:number", { number: ticket.number })} ${ticket.subject} · ${frame.project.name}`,
  };

export type TicketData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function TicketRoute() {
  return <TicketPage {...useLoaderData<typeof loader>()} />;
}

/** 0, which no ticket has, for what is no number. */
function numberOf(text: string | undefined): number {
  return /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : 0;
}
