import { and, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machineParents, machineRoles, machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";

import { closesCircle } from "./parents.ts";

/** What staff say of a machine. Quantities are null where nothing is contracted. */
export interface MachineDetails {
  /** Slug of a machine role. */
  readonly role: string;
  readonly applicationId: number | null;
  /** What distinguishes it from its twin: "maître", "copie". */
  readonly position: string;
  readonly contractedCpuGhz: number | null;
  readonly contractedMemoryBytes: number | null;
  readonly contractedDiskBytes: number | null;
  readonly contractedBandwidthBits: number | null;
  readonly addresses: string[];
  readonly site: string;
  readonly consoleUrl: string | null;
  readonly tags: string[];
  /** Machines of the same project without which this one is of no use. */
  readonly parentIds: readonly number[];
}

export type BadMachineDetails = {
  refused: "unknownRole" | "applicationOfAnotherProject" | "parentOfAnotherProject" | "parentsInCircle";
};

/** What is wrong with the details, for a machine of the project; undefined when nothing is. `machineId` 0 is a new one. */
export async function badMachineDetails(
  tx: Database,
  projectId: number,
  machineId: number,
  { role, applicationId, parentIds }: MachineDetails,
): Promise<BadMachineDetails | undefined> {
  const [known] = await tx.select({ slug: machineRoles.slug }).from(machineRoles).where(eq(machineRoles.slug, role));
  if (!known) return { refused: "unknownRole" };

  if (applicationId !== null) {
    const [application] = await tx
      .select({ id: applications.id })
      .from(applications)
      .where(
        and(eq(applications.id, applicationId), eq(applications.projectId, projectId), isNull(applications.retiredAt)),
      );
    if (!application) return { refused: "applicationOfAnotherProject" };
  }

  if (parentIds.length === 0) return undefined;
  const parents = await tx
    .select({ id: machines.id })
    .from(machines)
    .where(and(inArray(machines.id, [...parentIds]), eq(machines.projectId, projectId), isNull(machines.retiredAt)));
  if (parents.length !== new Set(parentIds).size) return { refused: "parentOfAnotherProject" };
  if (closesCircle(await parentLinks(tx, projectId), machineId, parentIds)) return { refused: "parentsInCircle" };
}

/** Replaces the parents of a machine whose project's row is locked. */
export async function writeParents(tx: Database, machineId: number, parentIds: readonly number[]): Promise<void> {
  await tx.delete(machineParents).where(eq(machineParents.machineId, machineId));
  if (parentIds.length === 0) return;
  await tx.insert(machineParents).values([...new Set(parentIds)].map((parentId) => ({ machineId, parentId })));
}

/** All links between machines of the project. */
export async function parentLinks(tx: Database, projectId: number) {
  return tx
    .select({ machineId: machineParents.machineId, parentId: machineParents.parentId })
    .from(machineParents)
    .innerJoin(machines, eq(machines.id, machineParents.machineId))
    .where(eq(machines.projectId, projectId));
}
