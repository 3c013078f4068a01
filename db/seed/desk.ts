import { eq } from "drizzle-orm";

import type { Database } from "../client.server.ts";
import { machines } from "../schema/machines.ts";
import {
  cannedReplies,
  teamMembers,
  teams,
  ticketChecklist,
  ticketEntries,
  ticketMachines,
  ticketSatisfactions,
  tickets,
  ticketTags,
  ticketTime,
  ticketWatchers,
  ticketWords,
} from "../schema/tickets.ts";
import { type DeskPerson, type PlannedTicket, POPGOM_TICKETS, VITRINE_TICKETS } from "./desk-threads.ts";
import { required } from "./fleet.ts";
import { DEMO_PEOPLE } from "./people.ts";

const HOUR_MS = 3_600_000;
const TEAMS = { Exploitation: ["support", "pm"], "Bases de données": ["admin"] } as const;
const WEIGHT = { high: 0, medium: 1, low: 2 };

const REPLIES = [
  {
    name: "Pris en charge",
    locale: "fr",
    text: "Bonjour {{requester}},\n\nVotre demande n° {{number}} est prise en charge par {{assignee}}. Nous revenons vers vous dès que nous en savons plus.",
  },
  {
    name: "Demande de précisions",
    locale: "fr",
    text: "Bonjour {{requester}},\n\nPour avancer sur « {{subject}} », il nous manque : l’heure du dernier essai, l’adresse de la page et, si possible, une capture d’écran.",
  },
  {
    name: "Taken in hand",
    locale: "en",
    text: "Hello {{requester}},\n\n{{assignee}} is now working on your request {{number}}. We will write again as soon as we know more.",
  },
];

/** Tickets of the demo with their threads, the teams and the canned replies; `now` is when they are looked at. */
export async function insertDesk(
  db: Database,
  { popgomId, vitrineId }: { readonly popgomId: number; readonly vitrineId: number },
  now: Date,
): Promise<void> {
  await db.insert(teams).values(Object.keys(TEAMS).map((name) => ({ name })));
  await db.insert(cannedReplies).values(REPLIES);
  const teamIds = new Map((await db.select().from(teams)).map(({ id, name }) => [name, id]));
  await db
    .insert(teamMembers)
    .values(
      Object.entries(TEAMS).flatMap(([team, people]) =>
        people.map((who) => ({ teamId: required(teamIds.get(team)), userId: DEMO_PEOPLE[who].id })),
      ),
    );
  const planned = [
    ...POPGOM_TICKETS.map((ticket) => ({ ...ticket, projectId: popgomId })),
    ...VITRINE_TICKETS.map((ticket) => ({ ...ticket, projectId: vitrineId })),
  ];
  const ids = await db
    .insert(tickets)
    .values(planned.map((ticket) => rowOf(ticket, teamIds, now)))
    .$returningId();
  const written = planned.map((ticket, index) => ({ ...ticket, id: required(ids[index]).id }));
  await db.insert(ticketEntries).values(written.flatMap((ticket) => entriesOf(ticket, now)));
  await db.insert(ticketWords).values(written.map(wordsOf));
  await db
    .insert(ticketTags)
    .values(written.flatMap(({ id, tags = [] }) => tags.map((tag) => ({ ticketId: id, tag }))));
  await db.insert(ticketWatchers).values(written.flatMap((ticket) => watchersOf(ticket, now)));
  await insertMachines(db, written);
  await insertWork(db, written, now);
}

type Planned = PlannedTicket & { readonly projectId: number };
type Written = Planned & { readonly id: number };

function rowOf(ticket: Planned, teamIds: ReadonlyMap<string, number>, now: Date) {
  const { thread, levels, assignee, state } = ticket;
  const [impact, urgency] = levels;
  const first = required(thread[0]);
  const read = thread.filter(([, , , among]) => !among);
  const lastRead = required(read.at(-1));
  const answer = read.find(([, who]) => sideOf(who) === "staff");
  const weight = WEIGHT[impact] + WEIGHT[urgency];
  const endedAt = hoursBefore(lastRead[0], now);
  return {
    ...{ projectId: ticket.projectId, kind: ticket.kind, subject: ticket.subject, state, impact, urgency },
    priority: weight === 0 ? 1 : weight === 1 ? 2 : weight <= 3 ? 3 : 4,
    stopsSales: ticket.stopsSales ?? null,
    since: ticket.kind === "incident" ? hoursBefore(first[0] + 0.2, now) : null,
    source: "page" as const,
    requesterId: DEMO_PEOPLE[first[1]].id,
    requesterName: DEMO_PEOPLE[first[1]].name,
    requesterEmail: DEMO_PEOPLE[first[1]].email,
    requesterSide: sideOf(first[1]),
    assigneeId: assignee ? DEMO_PEOPLE[assignee].id : null,
    teamId: ticket.team ? required(teamIds.get(ticket.team)) : null,
    createdAt: hoursBefore(first[0], now),
    lastEntryAt: hoursBefore(required(thread.at(-1))[0], now),
    lastPublicAt: endedAt,
    lastPublicSide: sideOf(lastRead[1]),
    firstRespondedAt: answer ? hoursBefore(answer[0], now) : null,
    resolvedAt: state === "resolved" || state === "closed" ? endedAt : null,
    closedAt: state === "closed" ? endedAt : null,
  };
}

/** What was said, and the moves that go with it: taken with the first answer, moved to its state with the last word. */
function entriesOf(ticket: Written, now: Date) {
  const { id: ticketId, thread, state, assignee = "support" } = ticket;
  const read = thread.filter(([, , , among]) => !among);
  const taken = state === "new" ? undefined : read.find(([, who]) => sideOf(who) === "staff");
  const moved = taken && state !== "open" ? read.at(-1) : undefined;
  return thread.flatMap((said) => {
    const [hoursAgo, who, text, among] = said;
    const at = hoursBefore(hoursAgo, now);
    const kind = among ? ("note" as const) : ("message" as const);
    const word = { ticketId, at, kind, isPublic: !among, text, data: null, ...authorOf(who) };
    const change = (by: DeskPerson, changes: readonly object[]) => ({
      ...{ ticketId, at, kind: "change" as const, isPublic: true, text: "", data: { changes } },
      ...authorOf(by),
    });
    const takes = { field: "assignee", from: null, to: DEMO_PEOPLE[assignee].name };
    return [
      word,
      ...(said === taken
        ? [change(who, [{ field: "state", from: "new", to: "open" }, ...(ticket.assignee ? [takes] : [])])]
        : []),
      ...(said === moved ? [change(assignee, [{ field: "state", from: "open", to: state }])] : []),
    ];
  });
}

function authorOf(who: DeskPerson) {
  return { side: sideOf(who), authorId: DEMO_PEOPLE[who].id, authorName: DEMO_PEOPLE[who].name };
}

/** Small letters without accents and marks, as the domain keeps words; names of machines in one word too. */
function wordsOf({ id, subject, thread }: Written) {
  const words = (texts: readonly string[]) => {
    const text = texts.join(" ").normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
    const names = text.match(/\b[a-z]+-\d+\b/g) ?? [];
    return [...(text.match(/[a-z0-9]{3,}/g) ?? []), ...names.map((name) => name.replace("-", "_"))].join(" ");
  };
  const read = thread.filter(([, , , among]) => !among).map(([, , text]) => text);
  const all = thread.map(([, , text]) => text);
  return { ticketId: id, publicText: words([subject, ...read]), fullText: words([subject, ...all]) };
}

function watchersOf({ id, thread, assignee }: Written, now: Date) {
  const people = new Set([required(thread[0])[1], ...(assignee ? [assignee] : [])]);
  return [...people].map((who) => ({ ticketId: id, userId: DEMO_PEOPLE[who].id, since: hoursBefore(1, now) }));
}

async function insertMachines(db: Database, written: readonly Written[]): Promise<void> {
  const rows = await db
    .select({ id: machines.id, projectId: machines.projectId, name: machines.name })
    .from(machines)
    .where(eq(machines.simulated, true));
  const links = written.flatMap(({ id, projectId, machines: names = [] }) =>
    rows
      .filter((row) => row.projectId === projectId && names.includes(row.name))
      .map((row) => ({ ticketId: id, machineId: row.id })),
  );
  if (links.length > 0) await db.insert(ticketMachines).values(links);
}

/** What was done on the first, step by step, and what the client said of those that are closed. */
async function insertWork(db: Database, written: readonly Written[], now: Date): Promise<void> {
  const { id: ticketId } = required(written[0]);
  const { id: authorId, name } = DEMO_PEOPLE.support;
  const done = { doneAt: hoursBefore(5, now), doneByName: name };
  await db.insert(ticketChecklist).values([
    { ticketId, position: 1, text: "Comparer le plan d’exécution avec celui d’octobre", ...done },
    { ticketId, position: 2, text: "Essayer la création en ligne sur db-2", ...done },
    { ticketId, position: 3, text: "Recréer l’index sur db-1" },
  ]);
  await db.insert(ticketTime).values([
    { ticketId, seconds: 2_400, note: "Recherche de la cause", authorId, authorName: name, at: hoursBefore(16, now) },
    { ticketId, seconds: 900, note: "Essai sur db-2", authorId, authorName: name, at: hoursBefore(5, now) },
  ]);
  const author = { authorId: DEMO_PEOPLE.clientAdmin.id, authorName: DEMO_PEOPLE.clientAdmin.name };
  await db
    .insert(ticketSatisfactions)
    .values(
      written.flatMap(({ id, rating }) =>
        rating ? [{ ticketId: id, rating: rating[0], comment: rating[1], ...author, at: hoursBefore(100, now) }] : [],
      ),
    );
}

function sideOf(who: keyof typeof DEMO_PEOPLE): "client" | "staff" {
  return ["clientAdmin", "approver", "viewer", "otherViewer"].includes(who) ? "client" : "staff";
}

function hoursBefore(hours: number, now: Date): Date {
  return new Date(now.getTime() - hours * HOUR_MS);
}
