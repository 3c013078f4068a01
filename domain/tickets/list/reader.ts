import { isAllowed, type Membership } from "#domain/identity/permissions.ts";

/** Who reads a list of tickets. A project that is not named here does not exist for them. */
export interface TicketReader {
  readonly userId: string;
  /** Where they read what the client reads. */
  readonly clientProjects: readonly number[];
  /** Where they work on tickets: notes among staff, teams and tags too. */
  readonly workProjects: readonly number[];
}

/** What memberships let somebody read among these projects. */
export function ticketReader(
  userId: string,
  memberships: readonly Membership[],
  projects: readonly { readonly id: number; readonly clientId: number }[],
): TicketReader {
  const may = (action: "ticket.read" | "ticket.work", { id, clientId }: (typeof projects)[number]) =>
    isAllowed(memberships, action, { kind: "project", clientId, projectId: id });
  const read = projects.filter((project) => may("ticket.read", project));
  return {
    userId,
    clientProjects: read.filter((project) => !may("ticket.work", project)).map(({ id }) => id),
    workProjects: read.filter((project) => may("ticket.work", project)).map(({ id }) => id),
  };
}

/** Whether they see the desk from the provider's side. */
export function isWorker({ workProjects }: TicketReader): boolean {
  return workProjects.length > 0;
}
