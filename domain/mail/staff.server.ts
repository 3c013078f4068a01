import type { Database } from "#db/client.server.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";

interface Run {
  readonly id: number;
  readonly clientId: number;
  readonly projectManagerId: string | null;
  readonly deputyManagerId: string | null;
}

/**
 * Who of staff follows a ticket that a mail opened: whoever runs the project and their deputy. Where neither may see it now,
 * all staff of the project: no mail opens a ticket in silence.
 */
export async function staffFollowing(tx: Database, project: Run): Promise<string[]> {
  const staff = (await projectReaders(tx, project)).filter(({ isStaff }) => isStaff).map(({ id }) => id);
  const running = staff.filter((id) => id === project.projectManagerId || id === project.deputyManagerId);
  return running.length > 0 ? running : staff;
}
