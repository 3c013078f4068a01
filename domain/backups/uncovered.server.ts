import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { backupExemptions } from "#db/schema/backups.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";
import { dayIn } from "#domain/projects/effect.ts";
import { labelOf } from "#domain/storefront/series.ts";

import { type Exemption, type SavedThing, type Uncovered, uncoveredOf } from "./coverage.ts";

/** What agents tell of the databases on a machine: one series each, with its name as a label. */
const DATABASE_SERIES = "database_size_bytes";
const HOUR_MS = 3_600_000;
/** A database that nobody told of for so long is gone. */
const HEARD_MS = 48 * HOUR_MS;

/** The machines and databases of a project that no backup of `saved` names, those that nobody accepted first. */
export async function uncoveredIn(
  db: Database,
  store: MetricStore,
  project: { readonly id: number; readonly timeZone: string },
  saved: readonly SavedThing[],
  now: Date,
): Promise<Uncovered[]> {
  const machines = (await machinesOf(db, [project.id])).filter((machine) => !isLocalMachine(machine));
  const [exemptions, databases] = await Promise.all([
    exemptionsOf(db, project.id),
    databasesBySource(
      store,
      machines.flatMap(({ sourceId }) => sourceId ?? []),
      now.getTime(),
    ),
  ]);
  const known = machines.map(({ id, name, sourceId }) => ({
    ...{ id, name },
    databases: [...(databases.get(sourceId ?? 0) ?? [])].sort(),
  }));
  return uncoveredOf(known, saved, exemptions, dayIn(project.timeZone, now));
}

async function exemptionsOf(db: Database, projectId: number): Promise<Exemption[]> {
  const rows = await db
    .select()
    .from(backupExemptions)
    .where(and(eq(backupExemptions.projectId, projectId), isNull(backupExemptions.withdrawnAt)));
  return rows.map(({ id, machineId, databaseName, reason, acceptedByName, acceptedAt, until }) => ({
    ...{ id, machineId, databaseName, reason, acceptedByName, until },
    acceptedAt: acceptedAt.getTime(),
  }));
}

async function databasesBySource(
  store: MetricStore,
  sourceIds: readonly number[],
  now: number,
): Promise<Map<number, Set<string>>> {
  const found = new Map<number, Set<string>>();
  if (sourceIds.length === 0) return found;
  const window = { from: now - HEARD_MS, to: now, maxPoints: 1, stepMs: HOUR_MS };
  for (const { sourceId, key } of await store.range({ sourceIds, series: [DATABASE_SERIES], ...window })) {
    const name = labelOf(key, "database");
    if (name) found.set(sourceId, (found.get(sourceId) ?? new Set()).add(name));
  }
  return found;
}
