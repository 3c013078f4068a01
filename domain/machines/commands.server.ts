import { and, eq, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { machineParents, machines } from "#db/schema/machines.ts";
import { sources } from "#db/schema/sources.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import {
  type BadMachineDetails,
  badMachineDetails,
  type MachineDetails,
  parentLinks,
  writeParents,
} from "./details.server.ts";
import { closeTokens } from "./enrolment-commands.server.ts";
import { journalMachine } from "./journal.server.ts";
import { lockMachine } from "./locks.server.ts";
import { isMachineName } from "./names.ts";

/** Adds a machine to a project, with the source its measures will be keyed by. It is silent until it is enrolled. */
export async function addMachine(
  db: Database,
  projectId: number,
  actor: Actor,
  { name, parentIds, ...details }: MachineDetails & { readonly name: string },
  now = new Date(),
): Promise<{ id: number; name: string } | { refused: "notFound" | "badName" | "nameTaken" } | BadMachineDetails> {
  if (!isMachineName(name)) return { refused: "badName" };
  try {
    return await db.transaction(async (tx) => {
      const project = await lockProject(tx, projectId);
      if (!project) return { refused: "notFound" };
      const bad = await badMachineDetails(tx, projectId, 0, { ...details, parentIds });
      if (bad) return bad;

      const [inserted] = await tx.insert(machines).values({ projectId, name, ...details, createdAt: now });
      const id = inserted.insertId;
      await writeParents(tx, id, parentIds);
      await tx.insert(sources).values({ projectId, machineId: id, createdAt: now });
      const machine = { id, name, projectId, clientId: project.clientId };
      await journalMachine(tx, actor, machine, "add", "machine.added", now, { ...details, parentIds });
      return { id, name };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "nameTaken" };
    throw error;
  }
}

/** Changes what is said of a machine; renaming is a command of its own. `version` is the one the editor read. */
export async function editMachine(
  db: Database,
  projectId: number,
  machineId: number,
  actor: Actor,
  { version, parentIds, ...details }: MachineDetails & { readonly version: number },
  now = new Date(),
): Promise<{ version: number } | { refused: "notFound" } | BadMachineDetails | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const machine = await lockMachine(tx, projectId, machineId);
    if (!machine) return { refused: "notFound" };
    const bad = await badMachineDetails(tx, projectId, machineId, { ...details, parentIds });
    if (bad) return bad;
    const links = await parentLinks(tx, projectId);

    const [written] = await tx
      .update(machines)
      .set({ ...details, version: sql`${machines.version} + 1` })
      .where(versionOf(projectId, machineId, version));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "machine", machineId);
    await writeParents(tx, machineId, parentIds);

    const before = links.filter((link) => link.machineId === machineId).map((link) => link.parentId);
    const changes = changesBetween(
      { ...machine, parentIds: before.toSorted((a, b) => a - b) },
      { ...details, parentIds: [...parentIds].sort((a, b) => a - b) },
    );
    await journalMachine(tx, actor, machine, "change", "machine.changed", now, { changes });
    return { version: version + 1 };
  });
}

/** Gives a machine another name, and so another address in the extranet. Its measures and its token stay. */
export async function renameMachine(
  db: Database,
  projectId: number,
  machineId: number,
  actor: Actor,
  { name, version }: { readonly name: string; readonly version: number },
  now = new Date(),
): Promise<{ name: string } | { refused: "notFound" | "badName" | "nameTaken" } | ChangedMeanwhile> {
  if (!isMachineName(name)) return { refused: "badName" };
  try {
    return await db.transaction(async (tx) => {
      const machine = await lockMachine(tx, projectId, machineId);
      if (!machine) return { refused: "notFound" };

      const [written] = await tx
        .update(machines)
        .set({ name, version: sql`${machines.version} + 1` })
        .where(versionOf(projectId, machineId, version));
      if (written.affectedRows === 0) return changedMeanwhile(tx, "machine", machineId);

      const changes = changesBetween({ name: machine.name }, { name });
      await journalMachine(tx, actor, { ...machine, name }, "rename", "machine.renamed", now, { changes });
      return { name };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "nameTaken" };
    throw error;
  }
}

/**
 * Ends a machine: its tokens stop working, it leaves the lists, nothing depends on it any more. What it measured
 * stays for as long as measures are kept, and its name stays taken.
 */
export async function retireMachine(
  db: Database,
  projectId: number,
  machineId: number,
  actor: Actor,
  { version }: { readonly version: number },
  now = new Date(),
): Promise<{ retired: true } | { refused: "notFound" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const machine = await lockMachine(tx, projectId, machineId);
    if (!machine) return { refused: "notFound" };

    const [written] = await tx
      .update(machines)
      .set({ retiredAt: now, version: sql`${machines.version} + 1` })
      .where(versionOf(projectId, machineId, version));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "machine", machineId);

    const tokens = await closeTokens(tx, projectId, machineId, now);
    await tx
      .delete(machineParents)
      .where(or(eq(machineParents.machineId, machineId), eq(machineParents.parentId, machineId)));
    await journalMachine(tx, actor, machine, "retire", "machine.retired", now, { tokens });
    return { retired: true };
  });
}

function versionOf(projectId: number, machineId: number, version: number) {
  return and(eq(machines.id, machineId), eq(machines.projectId, projectId), eq(machines.version, version));
}
