import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projects } from "#db/schema/projects.ts";
import { teamMembers } from "#db/schema/tickets.ts";
import type { ShownClock } from "#domain/clocks/standing.ts";
import { recordEvent } from "#domain/events/record.server.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { type ProjectReader, projectReaders } from "#domain/identity/readers.server.ts";
import { mailChoices } from "#domain/notifications/choices.server.ts";
import { noteMailed, notify } from "#domain/notifications/notify.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";

import { clockLetter, type ToldClock } from "./clock-letter.ts";
import type { TicketEvent } from "./events.ts";
import { type LockedTicket, projectOfTicket } from "./locks.server.ts";

export interface ClockNews {
  readonly shown: ShownClock;
  readonly level: "warned" | "breached";
  readonly round: number;
}

/**
 * Tells staff of a promise that comes near or was missed, once. Near: who has the ticket, else its team, else who runs the
 * project. Missed: who runs the project too. Where there is nobody of them, all staff: a promise is never missed in silence.
 */
export async function tellClock(tx: Database, ticket: LockedTicket, news: ClockNews, now: Date): Promise<void> {
  const { shown, level, round } = news;
  const place = await projectOfTicket(tx, ticket);
  const event: TicketEvent = level === "warned" ? "ticket.clock-warned" : "ticket.clock-breached";
  const figures = {
    clock: shown.clock,
    elapsedSeconds: Math.floor(shown.elapsedSeconds),
    targetSeconds: shown.targetSeconds,
  };
  const data = { id: ticket.id, name: ticket.subject, round, priority: ticket.priority, ...figures };
  await recordEvent(tx, { type: event, clientId: place.clientId, projectId: place.id, data }, now);

  const told = await concerned(tx, ticket, place, level);
  const path = `/projects/${place.slug}/tickets/${ticket.id}`;
  const notice = { onceKey: `ticket-clock:${ticket.id}:${shown.clock}:${round}:${level}`, kind: event, path };
  await notify(
    tx,
    {
      ...notice,
      userIds: told.map(({ id }) => id),
      projectId: place.id,
      data: { number: ticket.id, name: ticket.subject, priority: ticket.priority, ...figures },
    },
    now,
  );
  const mailed = await mailClock(
    tx,
    told,
    { number: ticket.id, subject: ticket.subject, project: place.name, path, level, ...figures },
    now,
  );
  await noteMailed(tx, notice.onceKey, mailed, now);
}

/** To those who want to be mailed of tickets at once; gives whom. */
async function mailClock(
  tx: Database,
  told: readonly ProjectReader[],
  { path, ...news }: Omit<ToldClock, "link"> & { readonly path: string },
  now: Date,
): Promise<string[]> {
  const link = new URL(path, process.env.TIMONERIE_URL ?? "http://localhost:3000").href;
  const choices = await mailChoices(
    tx,
    told.map(({ id }) => id),
    "tickets",
  );
  const wanting = told.filter(({ id }) => choices.get(id) === "at_once");
  for (const { email, name, locale: chosen } of wanting) {
    const locale = asLocale(chosen);
    const letter = clockLetter(locale, { ...news, link });
    await enqueueMail(tx, { to: { address: email, name }, locale, ...letter, origin: "generated" }, now);
  }
  return wanting.map(({ id }) => id);
}

async function concerned(
  tx: Database,
  ticket: LockedTicket,
  place: { readonly id: number; readonly clientId: number },
  level: ClockNews["level"],
): Promise<readonly ProjectReader[]> {
  const staff = (await projectReaders(tx, place)).filter(({ isStaff }) => isStaff);
  const [project] = await tx
    .select({ manager: projects.projectManagerId })
    .from(projects)
    .where(eq(projects.id, place.id));
  const of = (id: string | null | undefined) => staff.filter((reader) => reader.id === id);
  const assignee = of(ticket.assigneeId);
  const manager = of(project?.manager);
  const takers = assignee.length > 0 ? assignee : await ofTeam(tx, ticket.teamId, staff);
  const told = new Set(level === "breached" || takers.length === 0 ? [...takers, ...manager] : takers);
  return told.size > 0 ? [...told] : staff;
}

/** The members of a team who may see the project; none where the ticket has no team. */
async function ofTeam(
  tx: Database,
  teamId: number | null,
  staff: readonly ProjectReader[],
): Promise<readonly ProjectReader[]> {
  if (teamId === null) return [];
  const { userId } = teamMembers;
  const members = await tx.select({ userId }).from(teamMembers).where(eq(teamMembers.teamId, teamId));
  return staff.filter(({ id }) => members.some((member) => member.userId === id));
}
