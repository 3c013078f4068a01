import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { backupExemptions } from "#db/schema/backups.ts";
import { machines } from "#db/schema/machines.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { dayIn } from "#domain/projects/effect.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { BACKUP_LIMITS } from "./job.ts";
import { tell } from "./journal.server.ts";

export interface AcceptedGap {
  readonly machineId: number;
  /** Null: the whole machine. */
  readonly databaseName: string | null;
  readonly reason: string;
  /** Its last day, YYYY-MM-DD on the project's calendar. */
  readonly until: string;
}

/** The client's word that something may go without a backup, until a day: the day after it is missing again. */
export async function acceptGap(
  db: Database,
  projectId: number,
  actor: Actor,
  gap: AcceptedGap,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" | "reasonMissing" | "tooLong" | "dayPast" }> {
  const { machineId, databaseName, reason } = gap;
  if (reason.trim() === "") return { refused: "reasonMissing" };
  if (reason.length > BACKUP_LIMITS.reason || (databaseName?.length ?? 0) > 190) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const ofProject = and(eq(machines.id, machineId), eq(machines.projectId, projectId), isNull(machines.retiredAt));
    const [machine] = await tx.select({ name: machines.name }).from(machines).where(ofProject);
    if (!project || !machine) return { refused: "notFound" };
    if (gap.until < dayIn(project.timeZone, now)) return { refused: "dayPast" };
    const row = { projectId, ...gap, acceptedById: actor.id, acceptedByName: actor.name, acceptedAt: now };
    const [{ insertId: id }] = await tx.insert(backupExemptions).values(row);
    const name = databaseName === null ? machine.name : `${databaseName} (${machine.name})`;
    const told = { type: "backup-gap", id, name };
    const detail = { until: gap.until, reason };
    await tell(tx, actor, project, told, ["backup-gap.accept", "backup-gap.accepted"], detail, now);
    return { id };
  });
}

/** Takes the client's acceptance back: from now on what it was for is missing. */
export async function withdrawGap(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const [found] = await tx
      .select({ id: backupExemptions.id, machine: machines.name, databaseName: backupExemptions.databaseName })
      .from(backupExemptions)
      .innerJoin(machines, eq(machines.id, backupExemptions.machineId))
      .where(
        and(
          eq(backupExemptions.id, id),
          eq(backupExemptions.projectId, projectId),
          isNull(backupExemptions.withdrawnAt),
        ),
      )
      .for("update");
    if (!project || !found) return { refused: "notFound" };
    await tx.update(backupExemptions).set({ withdrawnAt: now }).where(eq(backupExemptions.id, id));
    const { machine, databaseName } = found;
    const name = databaseName === null ? machine : `${databaseName} (${machine})`;
    const told = { type: "backup-gap", id, name };
    await tell(tx, actor, project, told, ["backup-gap.withdraw", "backup-gap.withdrawn"], {}, now);
    return { withdrawn: true };
  });
}
