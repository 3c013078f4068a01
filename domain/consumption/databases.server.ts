import { parseSeriesKey } from "#collector/protocol/metrics.ts";
import type { Database } from "#db/client.server.ts";
import type { Stretch } from "#domain/availability/ledger.ts";

import { countOf, DATABASE_QUERIES, DATABASE_SIZE, type HourlySeries, hourlySeries } from "./held.server.ts";
import { type MeteredMachine, meteredMachines } from "./metered.server.ts";
import type { DatabaseUse, DatabaseUses, QueryUse } from "./month.ts";
import { type Held, heldMean } from "./sizes.ts";

/** Size and growth of a project's databases, and the queries that they answered, over [from, to). The largest first. */
export async function databaseSizes(db: Database, projectId: number, stretch: Stretch): Promise<DatabaseUses> {
  const machines = await meteredMachines(db, projectId, stretch);
  const read = await hourlySeries(
    machines.flatMap(({ sourceId }) => sourceId ?? []),
    stretch,
  );
  return databasesOn(machines, read, stretch);
}

/** As `databaseSizes`, of what was read already. */
export function databasesOn(machines: readonly MeteredMachine[], read: HourlySeries, stretch: Stretch): DatabaseUses {
  const databases: DatabaseUse[] = [];
  const queries: QueryUse[] = [];
  for (const { name: machine, sourceId, applicationId } of machines) {
    for (const range of read.get(sourceId ?? 0) ?? []) {
      const [first, last] = [range.points[0], range.points.at(-1)];
      if (!first || !last) continue;
      const { points } = range;
      const most = Math.max(...points.map(({ max }) => max));
      if (range.key === DATABASE_QUERIES) {
        const average = points.reduce((sum, point) => sum + point.average, 0) / points.length;
        queries.push({ machine, total: countOf(range), average, peak: most });
      }
      const name = databaseOf(range.key);
      if (name === undefined) continue;
      const mean = heldMean(pointsOf(range), stretch) ?? 0;
      databases.push({ machine, applicationId, name, first: first.average, last: last.average, mean, most });
    }
  }
  return { databases: databases.sort((one, other) => other.last - one.last), queries };
}

/** The mean of what the databases of some machines took over a stretch, each copy counted: it is stored as often. Bytes. */
export function databaseMean(machines: readonly MeteredMachine[], read: HourlySeries, stretch: Stretch): number | null {
  const means = machines.flatMap(({ sourceId }) =>
    (read.get(sourceId ?? 0) ?? []).flatMap((range) =>
      databaseOf(range.key) === undefined ? [] : (heldMean(pointsOf(range), stretch) ?? []),
    ),
  );
  return means.length === 0 ? null : means.reduce((sum, mean) => sum + mean, 0);
}

function databaseOf(key: string): string | undefined {
  return key.startsWith(`${DATABASE_SIZE}{`) ? parseSeriesKey(key)?.labels.database : undefined;
}

function pointsOf({
  points,
}: {
  readonly points: readonly { readonly at: number; readonly average: number }[];
}): Held[] {
  return points.map(({ at, average }) => ({ at, value: average }));
}
