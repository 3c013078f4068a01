import { and, eq, inArray } from "drizzle-orm";

import type { Inventory } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { sourceFacts } from "#db/schema/sources.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { type Machine, machinesOf } from "#domain/machines/queries.server.ts";

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

/** The machines of a project, or of one application of it. Timonerie's own machine is part of no group. */
export async function groupMembers(db: Database, projectId: number, applicationSlug?: string): Promise<Member[]> {
  return (await membersByProject(db, [projectId], applicationSlug)).get(projectId) ?? [];
}

/** As `groupMembers`, of many projects in as many questions as of one; a project without machines is absent. */
export async function membersByProject(
  db: Database,
  projectIds: readonly number[],
  applicationSlug?: string,
): Promise<Map<number, Member[]>> {
  const groups = new Map<number, Machine[]>();
  for (const machine of await machinesOf(db, projectIds)) {
    if (isLocalMachine(machine)) continue;
    if (applicationSlug !== undefined && machine.application?.slug !== applicationSlug) continue;
    const group = groups.get(machine.projectId) ?? [];
    groups.set(machine.projectId, group);
    group.push(machine);
  }
  const read = [...groups.values()].filter((group) => group.length <= MOST_MEMBERS_READ).flat();
  const cpus = await inventoriedCpus(
    db,
    read.flatMap(({ sourceId }) => sourceId ?? []),
  );
  return new Map([...groups].map(([id, group]) => [id, group.map((machine) => memberOf(machine, cpus))]));
}

function memberOf({ id, projectId, name, sourceId, contract }: Machine, cpus: ReadonlyMap<number, Cpu>): Member {
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
