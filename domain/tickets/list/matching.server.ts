import { and, eq, exists, inArray, isNull, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";
import { ticketMachines, tickets, ticketTags } from "#db/schema/tickets.ts";

import { isNearItsClock } from "./near.server.ts";
import type { TicketQuestion } from "./question.ts";
import type { TicketReader } from "./reader.ts";

/**
 * The tickets that a reader may see and a question asks for, but for its text. Tags, teams and clocks are among staff: a
 * question about them finds nothing elsewhere. Undefined where nothing can be found.
 */
export function matching(db: Database, reader: TicketReader, question: TicketQuestion): SQL | undefined {
  const { workProjects, clientProjects } = reader;
  const { states, kinds, priorities, teamId, tag, project, machine } = question;
  const isAmongStaff = teamId !== null || tag !== null || question.isNear;
  const seen = isAmongStaff ? workProjects : [...workProjects, ...clientProjects];
  if (seen.length === 0) return undefined;
  return and(
    inArray(tickets.projectId, seen),
    states.length > 0 ? inArray(tickets.state, states) : undefined,
    kinds.length > 0 ? inArray(tickets.kind, kinds) : undefined,
    priorities.length > 0 ? inArray(tickets.priority, priorities) : undefined,
    teamId === null ? undefined : eq(tickets.teamId, teamId),
    ofAssignee(reader, question),
    question.isNear ? isNearItsClock : undefined,
    tag === null ? undefined : exists(tagged(db, tag)),
    project === null ? undefined : inArray(tickets.projectId, slugged(db, project)),
    machine === null ? undefined : exists(touching(db, machine)),
  );
}

function ofAssignee({ userId }: TicketReader, { assignee }: TicketQuestion): SQL | undefined {
  if (assignee === null) return undefined;
  if (assignee === "nobody") return isNull(tickets.assigneeId);
  return eq(tickets.assigneeId, assignee === "me" ? userId : assignee);
}

function tagged(db: Database, tag: string) {
  return db
    .select({ one: sql`1` })
    .from(ticketTags)
    .where(and(eq(ticketTags.ticketId, tickets.id), eq(ticketTags.tag, tag)));
}

function slugged(db: Database, slug: string) {
  return db.select({ id: projects.id }).from(projects).where(eq(projects.slug, slug));
}

/** Machines of the ticket's own project: another's may have the same name. */
function touching(db: Database, name: string) {
  return db
    .select({ one: sql`1` })
    .from(ticketMachines)
    .innerJoin(machines, eq(machines.id, ticketMachines.machineId))
    .where(
      and(eq(ticketMachines.ticketId, tickets.id), eq(machines.projectId, tickets.projectId), eq(machines.name, name)),
    );
}
