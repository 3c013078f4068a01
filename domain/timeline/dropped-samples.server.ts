import { and, asc, eq, gte, inArray, lt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { droppedSamples, sources } from "#db/schema/sources.ts";

/** A gap that a machine's agent explained itself: its spool was full, and it gave up its oldest samples. */
export interface DroppedSamples {
  readonly projectId: number;
  readonly machineId: number;
  readonly machine: string;
  readonly from: Date;
  readonly to: Date;
  readonly samples: number;
}

/** What touches [from, to), oldest first. The caller asks for projects that its user may see. */
export async function droppedSamplesBetween(
  db: Database,
  { projectIds, machineIds }: { projectIds: readonly number[]; machineIds?: readonly number[] },
  from: Date,
  to: Date,
): Promise<DroppedSamples[]> {
  if (projectIds.length === 0 || machineIds?.length === 0) return [];
  const rows = await db
    .select({
      projectId: machines.projectId,
      machineId: machines.id,
      machine: machines.name,
      from: droppedSamples.from,
      to: droppedSamples.to,
      samples: droppedSamples.samples,
    })
    .from(droppedSamples)
    .innerJoin(sources, eq(sources.id, droppedSamples.sourceId))
    .innerJoin(machines, eq(machines.id, sources.machineId))
    .where(
      and(
        inArray(machines.projectId, [...projectIds]),
        machineIds && inArray(machines.id, [...machineIds]),
        gte(droppedSamples.to, from.getTime()),
        lt(droppedSamples.from, to.getTime()),
      ),
    )
    .orderBy(asc(droppedSamples.from), asc(machines.id));
  return rows.map((row) => ({ ...row, from: new Date(row.from), to: new Date(row.to) }));
}
