import { and, eq, isNull, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { prepared } from "#db/prepared.ts";
import { machines } from "#db/schema/machines.ts";
import { sources } from "#db/schema/sources.ts";

/** Source and name of the machines in use of a project, or of those among them that are named. A tenth of `machinesOf`. */
export async function sourceNames(
  db: Database,
  projectId: number,
  names?: readonly string[],
): Promise<{ sourceId: number | null; name: string }[]> {
  if (names === undefined) return allNames(db).execute({ projectId });
  return names.length === 0 ? [] : namedOnes(db).execute({ projectId, names: [...names] });
}

const allNames = prepared((db) => statement(db));
// The driver writes the list out.
const namedOnes = prepared((db) => statement(db, sql`${machines.name} in (${sql.placeholder("names")})`));

function statement(db: Database, named?: SQL) {
  return db
    .select({ sourceId: sources.id, name: machines.name })
    .from(machines)
    .leftJoin(sources, eq(sources.machineId, machines.id))
    .where(and(eq(machines.projectId, sql.placeholder("projectId")), isNull(machines.retiredAt), named))
    .prepare();
}
