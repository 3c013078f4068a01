import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projects } from "#db/schema/projects.ts";
import { tickets } from "#db/schema/tickets.ts";

/** A ticket of the project, its row locked until the transaction ends: entries of one thread are written in turn. */
export async function lockTicket(tx: Database, projectId: number, ticketId: number) {
  const [ticket] = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), eq(tickets.projectId, projectId)))
    .for("update");
  return ticket;
}

export type LockedTicket = NonNullable<Awaited<ReturnType<typeof lockTicket>>>;

/** The project of a ticket, for what is told of it. */
export async function projectOfTicket(tx: Database, { projectId }: Pick<LockedTicket, "projectId">) {
  const [project] = await tx
    .select({ id: projects.id, slug: projects.slug, name: projects.name, clientId: projects.clientId })
    .from(projects)
    .where(eq(projects.id, projectId));
  if (!project) throw new Error(`No project ${projectId}`);
  return project;
}
