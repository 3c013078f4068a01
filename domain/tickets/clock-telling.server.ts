import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projects } from "#db/schema/projects.ts";
import type { ShownClock } from "#domain/clocks/standing.ts";
import { recordEvent } from "#domain/events/record.server.ts";
import { type ProjectReader, projectReaders } from "#domain/identity/readers.server.ts";
import { notify } from "#domain/notifications/notify.server.ts";

import type { TicketEvent } from "./events.ts";
import { type LockedTicket, projectOfTicket } from "./locks.server.ts";

export interface ClockNews {
  readonly shown: ShownClock;
  readonly level: "warned" | "breached";
  readonly round: number;
}

/**
 * Tells staff of a promise that comes near or was missed, once. Near: who has the ticket, else who runs the project. Missed:
 * both. Where there is nobody of them, all staff of the project: a promise is never missed in silence.
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
  const told = level === "breached" || assignee.length === 0 ? [...assignee, ...manager] : assignee;
  return told.length > 0 ? told : staff;
}
