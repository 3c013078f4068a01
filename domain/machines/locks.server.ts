import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

/**
 * A living machine of a living project, both rows locked until the transaction ends. The project comes first in
 * every command, so that two of them wait for each other instead of meeting in a deadlock.
 */
export async function lockMachine(tx: Database, projectId: number, machineId: number) {
  const project = await lockProject(tx, projectId);
  if (!project) return undefined;

  const [machine] = await tx
    .select()
    .from(machines)
    .where(and(eq(machines.id, machineId), eq(machines.projectId, projectId), isNull(machines.retiredAt)))
    .for("update");
  return machine && { ...machine, clientId: project.clientId };
}
