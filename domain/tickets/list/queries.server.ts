import { and, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { user } from "#db/schema/identity.ts";
import { projects } from "#db/schema/projects.ts";
import { teams, tickets } from "#db/schema/tickets.ts";

import type { TicketKind, TicketPriority, TicketSide, TicketState } from "../ticket.ts";
import { matching } from "./matching.server.ts";
import { isNearItsClock } from "./near.server.ts";
import { NEWEST_FIRST, placesOf, pressingFirst } from "./order.server.ts";
import type { ListPlace } from "./place.ts";
import { isOfOpen, type TicketQuestion } from "./question.ts";
import type { TicketReader } from "./reader.ts";
import { placesSaying } from "./saying.server.ts";
import { tagsOf } from "./tags.server.ts";

/** A line of the list. Team, tags and version are null or empty where the reader does not work. */
export interface ListedTicket {
  /** Its number. */
  readonly id: number;
  readonly project: { readonly id: number; readonly slug: string; readonly name: string; readonly client: string };
  readonly subject: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly priority: TicketPriority;
  readonly assigneeName: string | null;
  readonly requesterName: string;
  readonly createdAt: Date;
  /** Of what the client reads: notes move nothing here. */
  readonly lastPublicAt: Date;
  readonly lastPublicSide: TicketSide;
  readonly mergedIntoId: number | null;
  readonly teamName: string | null;
  readonly tags: readonly string[];
  readonly version: number | null;
  /** Its clock warns or has run out; false where the reader does not work. */
  readonly isNear: boolean;
}

export interface TicketPage {
  readonly tickets: readonly ListedTicket[];
  /** Null on the last page. */
  readonly next: ListPlace | null;
}

/**
 * A page of the tickets that a reader may see and a question asks for. Those that nobody ended begin with what presses
 * most: whoever must act, then priority, then the longest silence. Lists with ended ones begin with the newest word.
 */
export async function ticketList(
  db: Database,
  reader: TicketReader,
  question: TicketQuestion,
  { after, limit }: { readonly after?: ListPlace; readonly limit: number },
): Promise<TicketPage> {
  const where = matching(db, reader, question);
  if (!where) return { tickets: [], next: null };
  const order = isOfOpen(question) ? pressingFirst(reader) : NEWEST_FIRST;
  const asked = { where: and(where, after && order.behind(after)) ?? where, order, limit: limit + 1 };
  const places = await (question.text === "" ? placesOf(db, asked) : placesSaying(db, reader, question.text, asked));
  const shown = places.slice(0, limit);
  const ids = shown.map(({ id }) => id);
  return { tickets: await lines(db, reader, ids), next: places.length > limit ? (shown.at(-1) ?? null) : null };
}

async function lines(db: Database, { workProjects }: TicketReader, ids: readonly number[]): Promise<ListedTicket[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      ticket: tickets,
      project: { id: projects.id, slug: projects.slug, name: projects.name, client: clients.name },
      assigneeName: user.name,
      teamName: teams.name,
      isNear: isNearItsClock,
    })
    .from(tickets)
    .innerJoin(projects, eq(projects.id, tickets.projectId))
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .leftJoin(user, eq(user.id, tickets.assigneeId))
    .leftJoin(teams, eq(teams.id, tickets.teamId))
    .where(inArray(tickets.id, [...ids]));
  const tags = await tagsOf(db, ids);
  const byId = new Map(rows.map((row) => [row.ticket.id, row]));
  return ids.flatMap((wanted) => {
    const row = byId.get(wanted);
    if (!row) return [];
    const works = workProjects.includes(row.project.id);
    return { ...lineOf(row), ...(works ? amongStaff(row, tags) : NOT_AMONG_STAFF) };
  });
}

interface Row {
  readonly ticket: typeof tickets.$inferSelect;
  readonly project: ListedTicket["project"];
  readonly assigneeName: string | null;
  readonly teamName: string | null;
  readonly isNear: boolean;
}

function lineOf({ ticket, project, assigneeName }: Row) {
  return {
    id: ticket.id,
    project,
    subject: ticket.subject,
    kind: ticket.kind,
    state: ticket.state,
    priority: ticket.priority as TicketPriority,
    assigneeName,
    requesterName: ticket.requesterName,
    createdAt: ticket.createdAt,
    lastPublicAt: ticket.lastPublicAt,
    lastPublicSide: ticket.lastPublicSide,
    mergedIntoId: ticket.mergedIntoId,
  };
}

const NOT_AMONG_STAFF = { teamName: null, tags: [], version: null, isNear: false };

function amongStaff({ ticket, teamName, isNear }: Row, tags: ReadonlyMap<number, readonly string[]>) {
  return { teamName, tags: tags.get(ticket.id) ?? [], version: ticket.version, isNear };
}
