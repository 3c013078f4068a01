import { database } from "#db/client.server.ts";
import type { Month } from "#domain/availability/months.ts";
import type { projectsOf } from "#domain/projects/queries.server.ts";
import { attainedRounds } from "#domain/tickets/attainment.server.ts";
import { type AttainedRound, type Attainment, attainmentOf } from "#domain/tickets/attainment.ts";
import type { TicketPriority } from "#domain/tickets/ticket.ts";

type Project = Awaited<ReturnType<typeof projectsOf>>[number];

/** What was kept of the promises to a client, over all projects of theirs that the reader sees. */
export interface ClientAttainment {
  readonly client: string;
  readonly projects: readonly { readonly slug: string; readonly name: string }[];
  readonly figures: readonly Attainment[];
}

/** Each month runs on its project's own clock; of one priority, or of all where it is null. By the client's name. */
export async function attainmentByClient(
  projects: readonly Project[],
  month: Month,
  priority: TicketPriority | null,
  now: Date,
): Promise<ClientAttainment[]> {
  const told: ClientAttainment[] = [];
  // One project after the other: each may count thousands of threads.
  for (const clientId of new Set(projects.map((project) => project.clientId))) {
    const own = projects.filter((project) => project.clientId === clientId);
    const rounds: AttainedRound[] = [];
    for (const project of own) rounds.push(...(await attainedRounds(database(), project, month, now)));
    const counted = rounds.filter((round) => priority === null || round.priority === priority);
    told.push({
      client: own[0]?.clientName ?? "",
      projects: own.map(({ slug, name }) => ({ slug, name })),
      figures: attainmentOf(counted),
    });
  }
  return told.sort((one, other) => one.client.localeCompare(other.client));
}
