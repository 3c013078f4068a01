import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, max, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { backupJobs, backupRuns } from "#db/schema/backups.ts";
import { machines } from "#db/schema/machines.ts";
import type { Stretch } from "#domain/availability/ledger.ts";

import type { BackupUse } from "./month.ts";
import { heldMean } from "./sizes.ts";

/** The backup jobs of a project that had something in store in [from, to), the largest first. */
export async function backupVolumes(db: Database, projectId: number, stretch: Stretch): Promise<BackupUse[]> {
  const { from, to } = stretch;
  const jobs = await db
    .select({
      id: backupJobs.id,
      slug: backupJobs.slug,
      name: backupJobs.name,
      applicationId: backupJobs.applicationId,
      applicationOfMachine: machines.applicationId,
    })
    .from(backupJobs)
    .leftJoin(machines, eq(machines.id, backupJobs.machineId))
    .where(
      and(
        eq(backupJobs.projectId, projectId),
        lt(backupJobs.createdAt, new Date(to)),
        or(isNull(backupJobs.retiredAt), gte(backupJobs.retiredAt, new Date(from))),
      ),
    );
  if (jobs.length === 0) return [];
  const ids = jobs.map(({ id }) => id);
  const runs = await runsOf(db, ids, stretch);
  return jobs
    .flatMap(({ id, slug, name, applicationId, applicationOfMachine }): BackupUse[] => {
      const own = runs.filter(({ jobId }) => jobId === id);
      const held = own.map(({ at, stored }) => ({ at, value: stored }));
      const last = held.at(-1);
      if (!last) return [];
      const told = own.flatMap(({ at, added }) => (at >= from ? (added ?? []) : []));
      return [
        {
          ...{ slug, name, held },
          applicationId: applicationId ?? applicationOfMachine,
          mean: heldMean(held, stretch) ?? 0,
          last: last.value,
          added: told.length > 0 ? told.reduce((sum, bytes) => sum + bytes, 0) : null,
        },
      ];
    })
    .sort((one, other) => other.last - one.last);
}

/** The successful runs of the stretch that told the size of their store, and of each job the last one before. */
async function runsOf(db: Database, jobIds: readonly number[], { from, to }: Stretch) {
  const told = and(
    inArray(backupRuns.jobId, [...jobIds]),
    eq(backupRuns.state, "succeeded"),
    isNotNull(backupRuns.storedBytes),
  );
  const before = await db
    .select({ jobId: backupRuns.jobId, endedAt: max(backupRuns.endedAt) })
    .from(backupRuns)
    .where(and(told, lt(backupRuns.endedAt, new Date(from))))
    .groupBy(backupRuns.jobId);
  const rows = await db
    .select({
      jobId: backupRuns.jobId,
      endedAt: backupRuns.endedAt,
      storedBytes: backupRuns.storedBytes,
      addedBytes: backupRuns.addedBytes,
    })
    .from(backupRuns)
    .where(
      and(
        told,
        or(
          and(gte(backupRuns.endedAt, new Date(from)), lt(backupRuns.endedAt, new Date(to))),
          ...before.map(({ jobId, endedAt }) =>
            and(eq(backupRuns.jobId, jobId), eq(backupRuns.endedAt, endedAt ?? new Date(0))),
          ),
        ),
      ),
    )
    .orderBy(asc(backupRuns.endedAt), asc(backupRuns.id));
  return rows.flatMap(({ jobId, endedAt, storedBytes, addedBytes }) =>
    endedAt === null || storedBytes === null
      ? []
      : [{ jobId, at: endedAt.getTime(), stored: storedBytes, added: addedBytes }],
  );
}
