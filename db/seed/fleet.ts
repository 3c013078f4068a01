import type { Database } from "../client.server.ts";
import { machineParents, machines } from "../schema/machines.ts";
import { sources } from "../schema/sources.ts";

export const GIB = 1024 ** 3;

export interface Contracted {
  readonly cpuGhz: number;
  readonly memoryGib: number;
  readonly diskGib: number;
}

export interface PlannedMachine {
  readonly name: string;
  readonly role: string;
  readonly position?: string;
  readonly applicationId: number | null;
  /** Null where nothing is contracted. */
  readonly contracted: Contracted | null;
  readonly address: string;
  readonly parents?: readonly string[];
}

export interface InsertedMachine {
  readonly id: number;
  readonly sourceId: number;
  readonly name: string;
}

/** The fleet of the demo has been in service for thirteen months: its history is older than its first start. */
const IN_SERVICE_MS = 400 * 24 * 3_600_000;

/** Inserts simulated machines, each with its source, and their parents. In the order given. */
export async function insertFleet(
  db: Database,
  projectId: number,
  planned: readonly PlannedMachine[],
  now: Date,
): Promise<InsertedMachine[]> {
  const ids = await db
    .insert(machines)
    .values(
      planned.map((machine) => ({
        projectId,
        applicationId: machine.applicationId,
        name: machine.name,
        role: machine.role,
        position: machine.position ?? "",
        contractedCpuGhz: machine.contracted?.cpuGhz ?? null,
        contractedMemoryBytes: machine.contracted ? machine.contracted.memoryGib * GIB : null,
        contractedDiskBytes: machine.contracted ? machine.contracted.diskGib * GIB : null,
        addresses: [machine.address],
        site: "Paris",
        tags: [],
        simulated: true,
        createdAt: new Date(now.getTime() - IN_SERVICE_MS),
      })),
    )
    .$returningId();
  const sourceIds = await db
    .insert(sources)
    .values(ids.map(({ id }) => ({ projectId, machineId: id, createdAt: now })))
    .$returningId();

  const inserted = planned.map(({ name }, index) => ({
    name,
    id: required(ids[index]).id,
    sourceId: required(sourceIds[index]).id,
  }));
  await insertParents(db, planned, inserted);
  return inserted;
}

async function insertParents(
  db: Database,
  planned: readonly PlannedMachine[],
  inserted: readonly InsertedMachine[],
): Promise<void> {
  const idOf = (name: string) => required(inserted.find((machine) => machine.name === name)).id;
  const rows = planned.flatMap(({ name, parents = [] }) =>
    parents.map((parent) => ({ machineId: idOf(name), parentId: idOf(parent) })),
  );
  if (rows.length > 0) await db.insert(machineParents).values(rows);
}

export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The seed names a row that it did not insert");
  return value;
}
