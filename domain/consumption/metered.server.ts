import { and, asc, eq, gt, inArray, isNull, lt, or } from "drizzle-orm";

import type { Inventory } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { applications, projects } from "#db/schema/projects.ts";
import { sourceFacts, sources } from "#db/schema/sources.ts";
import type { Stretch } from "#domain/availability/ledger.ts";
import { isLocalMachine } from "#domain/machines/live.ts";

/** A machine that existed in a stretch, retired ones included: what it used is still owed. */
export interface MeteredMachine {
  readonly id: number;
  readonly name: string;
  /** Null for one that cannot push. */
  readonly sourceId: number | null;
  readonly applicationId: number | null;
  /** Epoch milliseconds; `until` null while it exists. */
  readonly since: number;
  readonly until: number | null;
  /** As its inventory says, or as it is contracted; where its series do not say how large it was. */
  readonly known: {
    readonly cores: number | null;
    readonly memoryBytes: number | null;
    readonly diskBytes: number | null;
  };
}

/** The machines of a project that existed in [from, to), by name. Timonerie's own machine is no part of a contract. */
export async function meteredMachines(
  db: Database,
  projectId: number,
  { from, to }: Stretch,
): Promise<MeteredMachine[]> {
  const rows = await db
    .select({
      id: machines.id,
      name: machines.name,
      simulated: machines.simulated,
      sourceId: sources.id,
      applicationId: machines.applicationId,
      createdAt: machines.createdAt,
      retiredAt: machines.retiredAt,
      memoryBytes: machines.contractedMemoryBytes,
      diskBytes: machines.contractedDiskBytes,
    })
    .from(machines)
    .leftJoin(sources, eq(sources.machineId, machines.id))
    .where(
      and(
        eq(machines.projectId, projectId),
        lt(machines.createdAt, new Date(to)),
        or(isNull(machines.retiredAt), gt(machines.retiredAt, new Date(from))),
      ),
    )
    .orderBy(asc(machines.name));
  const counted = rows.filter((row) => !isLocalMachine(row));
  const told = await inventories(
    db,
    counted.flatMap(({ sourceId }) => sourceId ?? []),
  );
  return counted.map(({ createdAt, retiredAt, memoryBytes, diskBytes, simulated: _simulated, ...machine }) => {
    const inventory = machine.sourceId === null ? undefined : told.get(machine.sourceId);
    return {
      ...machine,
      since: createdAt.getTime(),
      until: retiredAt?.getTime() ?? null,
      known: {
        cores: inventory?.cpu?.cores ?? null,
        memoryBytes: inventory?.memoryBytes ?? memoryBytes,
        diskBytes: sizeOf(inventory) ?? diskBytes,
      },
    };
  });
}

/** The zone in which the project's months run, and its applications, retired ones included. Undefined for no project. */
export async function meteredProject(db: Database, projectId: number) {
  const [project] = await db
    .select({ id: projects.id, timeZone: projects.timeZone })
    .from(projects)
    .where(eq(projects.id, projectId));
  if (!project) return undefined;
  const found = await db
    .select({ id: applications.id, slug: applications.slug, name: applications.name })
    .from(applications)
    .where(eq(applications.projectId, projectId))
    .orderBy(asc(applications.id));
  return { ...project, applications: found };
}

async function inventories(db: Database, sourceIds: readonly number[]): Promise<Map<number, Inventory>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await db
    .select({ sourceId: sourceFacts.sourceId, value: sourceFacts.value })
    .from(sourceFacts)
    .where(and(inArray(sourceFacts.sourceId, [...sourceIds]), eq(sourceFacts.name, "inventory")));
  return new Map(rows.map(({ sourceId, value }) => [sourceId, value as Inventory]));
}

function sizeOf(inventory: Inventory | undefined): number | null {
  const sizes = (inventory?.filesystems ?? []).flatMap(({ sizeBytes }) => sizeBytes ?? []);
  return sizes.length > 0 ? sizes.reduce((sum, size) => sum + size, 0) : null;
}
