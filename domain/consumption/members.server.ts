import { and, eq, inArray } from "drizzle-orm";

import type { Inventory } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { sourceFacts } from "#db/schema/sources.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";

/** A machine of a group, with what turns its shares into quantities. */
export interface Member {
  readonly id: number;
  readonly projectId: number;
  readonly name: string;
  /** Null for one that cannot push: it counts as a machine that does not report. */
  readonly sourceId: number | null;
  readonly bandwidthBits: number | null;
  /** As its inventory says; null before the first one. */
  readonly cores: number | null;
  readonly nominalGhz: number | null;
}

type Cpu = NonNullable<Inventory["cpu"]>;

/** Of larger groups, only what is kept of the group itself is read. */
export const MOST_MEMBERS_READ = 60;

/** The machines of these projects, or of one application of them. Timonerie's own machine is part of no group. */
export async function groupMembers(
  db: Database,
  projectIds: readonly number[],
  applicationSlug?: string,
): Promise<Member[]> {
  const machines = (await machinesOf(db, projectIds)).filter(
    (machine) =>
      !isLocalMachine(machine) && (applicationSlug === undefined || machine.application?.slug === applicationSlug),
  );
  const sourceIds = machines.flatMap(({ sourceId }) => sourceId ?? []);
  const cpus = machines.length > MOST_MEMBERS_READ ? new Map<number, Cpu>() : await inventoriedCpus(db, sourceIds);
  return machines.map(({ id, projectId, name, sourceId, contract }) => {
    const cpu = sourceId === null ? undefined : cpus.get(sourceId);
    return {
      id,
      projectId,
      name,
      sourceId,
      bandwidthBits: contract.bandwidthBits,
      cores: cpu?.cores ?? null,
      nominalGhz: cpu?.nominalGhz ?? null,
    };
  });
}

/** GHz of one core of the group, each machine by its cores; null unless all that report have told. */
export function ghzPerCore(members: readonly Member[]): number | null {
  let [cores, ghz] = [0, 0];
  for (const member of members) {
    if (member.sourceId === null) continue;
    if (!member.cores || !member.nominalGhz) return null;
    cores += member.cores;
    ghz += member.cores * member.nominalGhz;
  }
  return cores > 0 ? ghz / cores : null;
}

async function inventoriedCpus(db: Database, sourceIds: readonly number[]): Promise<Map<number, Cpu>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await db
    .select({ sourceId: sourceFacts.sourceId, value: sourceFacts.value })
    .from(sourceFacts)
    .where(and(inArray(sourceFacts.sourceId, [...sourceIds]), eq(sourceFacts.name, "inventory")));
  return new Map(rows.map(({ sourceId, value }) => [sourceId, (value as Inventory).cpu ?? {}]));
}
