import { database } from "#db/client.server.ts";
import type { Project } from "#domain/projects/queries.server.ts";
import { viewCounts } from "#domain/tickets/list/counts.server.ts";
import { assignees, teamChoices } from "#domain/tickets/list/people.server.ts";
import { placeSaid, placeText } from "#domain/tickets/list/place.ts";
import { ticketList } from "#domain/tickets/list/queries.server.ts";
import { isOfOpen, questionAddress, questionOf } from "#domain/tickets/list/question.ts";
import { isWorker, type TicketReader, ticketReader } from "#domain/tickets/list/reader.ts";
import { viewsOf } from "#domain/tickets/list/views.server.ts";

import type { SignedIn } from "./require.server.ts";

type Place = Pick<Project, "id" | "clientId">;

/** Lines of a page of the list. */
const SHOWN = 50;

/** What a list of tickets shows: of one project, or of all that somebody may see. */
export async function ticketListPage(request: Request, reader: TicketReader) {
  const query = new URL(request.url).searchParams;
  const question = questionOf(query);
  const db = database();
  const seen = [...reader.workProjects, ...reader.clientProjects];
  const isStaff = isWorker(reader);
  const nobody: { id: string; name: string }[] = [];
  const none: { id: number; name: string }[] = [];
  const paging = { after: placeSaid(query.get("after")), limit: SHOWN };
  const [page, counts, views, people, teams] = await Promise.all([
    ticketList(db, reader, question, paging),
    viewCounts(db, reader, seen),
    viewsOf(db, reader),
    isStaff ? assignees(db, reader.workProjects) : nobody,
    isStaff ? teamChoices(db) : none,
  ]);
  return {
    tickets: page.tickets,
    next: page.next && placeText(page.next),
    isFirstPage: paging.after === undefined,
    asked: questionAddress(query).toString(),
    isPressingFirst: isOfOpen(question),
    counts,
    views,
    people,
    teams,
    isStaff,
  };
}

/** Somebody as a reader of these projects' tickets. */
export function readerOf({ user, memberships }: SignedIn, projects: readonly Place[]): TicketReader {
  return ticketReader(user.id, memberships, projects);
}
