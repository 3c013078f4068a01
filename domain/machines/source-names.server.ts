import { and, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { sources } from "#db/schema/sources.ts";

/** Source and name of the machines in use of a project, or of those among them that are named. A tenth of `machinesOf`. */
export async function sourceNames(
  db: Database,
  projectId: number,
  names?: readonly string[],
): Promise<{ sourceId: number | null; name: string }[]> {
  if (names?.length === 0) return [];
  return db
    .select({ sourceId: sources.id, name: machines.name })
    .from(machines)
    .leftJoin(sources, eq(sources.machineId, machines.id))
    .where(
      and(eq(machines.projectId, projectId), isNull(machines.retiredAt), names && inArray(machines.name, [...names])),
    );
}
