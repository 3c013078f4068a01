import { and, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { tickets } from "#db/schema/tickets.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { changeTicket } from "../commands.server.ts";
import { mergeTicket } from "../desk/merge.server.ts";
import { tagTicket } from "../desk/tags.server.ts";
import { type BulkAct, type BulkResult, type ChosenTicket, MOST_AT_ONCE } from "./bulk.ts";
import type { TicketReader } from "./reader.ts";

/**
 * Does one thing to each of these tickets, one after the other: what is refused for one is done to the others. A ticket
 * where the reader does not work is absent. Undefined for more than MOST_AT_ONCE.
 */
export async function changeMany(
  db: Database,
  reader: TicketReader,
  actor: Actor,
  chosen: readonly ChosenTicket[],
  act: BulkAct,
  now = new Date(),
): Promise<BulkResult[] | undefined> {
  if (chosen.length > MOST_AT_ONCE) return undefined;
  const projects = await projectsOf(
    db,
    reader,
    chosen.map(({ id }) => id),
  );
  const results: BulkResult[] = [];
  for (const ticket of chosen) {
    const projectId = projects.get(ticket.id);
    const outcome =
      projectId === undefined ? { refused: "notFound" } : await changeOne(db, projectId, actor, ticket, act, now);
    results.push({ id: ticket.id, outcome });
  }
  return results;
}

async function changeOne(
  db: Database,
  projectId: number,
  actor: Actor,
  { id, version }: ChosenTicket,
  act: BulkAct,
  now: Date,
): Promise<BulkResult["outcome"]> {
  const answer = await answerTo(act);
  if ("refused" in answer) return { refused: answer.refused };
  return "changed" in answer && !answer.changed ? "same" : "done";

  async function answerTo(asked: BulkAct) {
    switch (asked.kind) {
      case "assign":
        return changeTicket(db, projectId, id, actor, { version, assigneeId: asked.assigneeId }, now);
      case "state":
        return changeTicket(db, projectId, id, actor, { version, state: asked.state }, now);
      case "tag":
        return tagTicket(db, projectId, id, actor, asked, now);
      case "merge":
        return mergeTicket(db, projectId, id, actor, { intoId: asked.intoId, version }, now);
    }
  }
}

async function projectsOf(
  db: Database,
  { workProjects }: TicketReader,
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0 || workProjects.length === 0) return new Map();
  const rows = await db
    .select({ id: tickets.id, projectId: tickets.projectId })
    .from(tickets)
    .where(and(inArray(tickets.id, [...ids]), inArray(tickets.projectId, [...workProjects])));
  return new Map(rows.map(({ id, projectId }) => [id, projectId]));
}
