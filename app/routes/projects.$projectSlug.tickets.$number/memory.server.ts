import type { SignedIn } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import { frontWindows, incidentsOfTicket } from "#domain/tickets/kept.server.ts";
import { similarTickets } from "#domain/tickets/signatures.server.ts";
import type { TicketEntry } from "#domain/tickets/thread.ts";
import { windowsToCome } from "#domain/tickets/window-requests.server.ts";

interface Asked {
  readonly project: { readonly clientId: number };
  readonly memberships: SignedIn["memberships"];
  readonly withNotes: boolean;
}

/** The projects of a client that a reader sees: a project manager sees some, and hears of no other. */
export async function seenProjects({ project, memberships }: Omit<Asked, "withNotes">) {
  const seen = await projectsOf(database(), memberships);
  return seen.filter(({ clientId }) => clientId === project.clientId);
}

/** What a ticket remembers: the windows of its thread, those to come, its incidents, and past tickets like it. */
export async function memoryOf(
  { project, memberships, withNotes }: Asked,
  ticketId: number,
  thread: readonly TicketEntry[],
) {
  const db = database();
  const entryIds = thread.filter(({ kind }) => kind === "window").map(({ id }) => id);
  const seen = await seenProjects({ project, memberships });
  const [windows, toCome, incidents, similar] = await Promise.all([
    frontWindows(db, entryIds),
    windowsToCome(db, ticketId, { withNotes }),
    incidentsOfTicket(db, ticketId),
    similarTickets(db, ticketId, { projectIds: seen.map(({ id }) => id), withNotes }),
  ]);
  const slugs = new Map(seen.map(({ id, slug }) => [id, slug]));
  return {
    windows: [...windows].map(([entryId, window]) => ({ entryId, window })),
    toCome,
    incidents,
    similar: similar.map(({ projectId, ...ticket }) => ({ ...ticket, slug: slugs.get(projectId) ?? "" })),
  };
}
