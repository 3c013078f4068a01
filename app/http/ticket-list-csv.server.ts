import { database } from "#db/client.server.ts";
import { csvLine } from "#domain/audit/csv.ts";
import type { ListPlace } from "#domain/tickets/list/place.ts";
import { type ListedTicket, ticketList } from "#domain/tickets/list/queries.server.ts";
import { questionOf } from "#domain/tickets/list/question.ts";
import type { TicketReader } from "#domain/tickets/list/reader.ts";

import { csvResponse } from "./csv-response.ts";

const COLUMNS = [
  ...["number", "project", "client", "subject", "kind", "state", "priority", "assignee", "team", "tags"],
  ...["requester", "created_at", "last_word_at", "last_word_by", "merged_into"],
];
const STEP = 1_000;
/** About 3 MB. Narrower questions give the rest. */
const MOST = 10_000;

/** The lines of a question as a CSV file: what the list shows, no word of a thread. */
export async function ticketListCsv(request: Request, reader: TicketReader, name: string): Promise<Response> {
  const question = questionOf(new URL(request.url).searchParams);
  const lines = [csvLine(COLUMNS)];
  let after: ListPlace | null = null;
  do {
    const page: Awaited<ReturnType<typeof ticketList>> = await ticketList(database(), reader, question, {
      after: after ?? undefined,
      limit: STEP,
    });
    lines.push(...page.tickets.map(lineOf));
    after = page.next;
  } while (after && lines.length <= MOST);
  return csvResponse(name, lines);
}

function lineOf(ticket: ListedTicket): string {
  return csvLine([
    String(ticket.id),
    ticket.project.name,
    ticket.project.client,
    ticket.subject,
    ticket.kind,
    ticket.state,
    String(ticket.priority),
    ticket.assigneeName ?? "",
    ticket.teamName ?? "",
    ticket.tags.join(", "),
    ticket.requesterName,
    ticket.createdAt.toISOString(),
    ticket.lastPublicAt.toISOString(),
    ticket.lastPublicSide,
    ticket.mergedIntoId === null ? "" : String(ticket.mergedIntoId),
  ]);
}
