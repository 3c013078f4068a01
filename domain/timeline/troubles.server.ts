import {
  aliasedTable,
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machineStateChanges, machines } from "#db/schema/machines.ts";

/** More than a reader goes through; a chart of a year groups them anyway. */
export const MOST_STATES = 100;
/** So many are told one by one, whatever they are. */
const FEW = 30;
/** Of more, what a machine repeats oftener than this is told once. */
const REPEATS = 3;
/** An outage is told by itself for longer. */
const REPEATED_OUTAGES = 10;

export type Trouble = Awaited<ReturnType<typeof troubles>>[number];

/**
 * Stretches in which machines were not well and that touch [from, to), the latest first. Of more than `FEW`, repetitions
 * are folded; of more than `MOST_STATES` the worst are kept, and of those alike the latest: a machine that stutters
 * hides no outage.
 */
export async function troubles(
  db: Database,
  { projectIds, machineIds }: { readonly projectIds: readonly number[]; readonly machineIds?: readonly number[] },
  from: Date,
  to: Date,
) {
  if (machineIds?.length === 0) return [];
  const { id, machineId, at, state, finding } = machineStateChanges;
  const scope = and(
    inArray(machines.projectId, [...projectIds]),
    machineIds && inArray(machines.id, [...machineIds]),
    isNull(machines.retiredAt),
    notInArray(state, ["ok", "never"]),
  );
  const lasting = await lastingAt(db, scope, from);
  const alike = sql`partition by ${machineId}, ${state}, json_value(${finding}, '$.kind'), json_value(${finding}, '$.mount')`;
  const found = db
    .select({
      ...{ id, machineId, at, state, finding },
      projectId: machines.projectId,
      machine: machines.name,
      times: sql<number>`count(*) over (${alike})`.mapWith(Number).as("times"),
      firstAt: sql<Date>`min(${at}) over (${alike})`.mapWith(at).as("first_at"),
      newness: sql<number>`row_number() over (${alike} order by ${at} desc, ${id} desc)`.as("newness"),
      all: sql<number>`count(*) over ()`.as("all_found"),
    })
    .from(machines)
    .innerJoin(machineStateChanges, eq(machineId, machines.id))
    .where(and(scope, lt(at, to), lasting.length === 0 ? gte(at, from) : or(gte(at, from), inArray(id, lasting))))
    .as("found");

  const isTold = or(
    lte(found.all, FEW),
    lte(found.times, sql`if(${found.state} = 'crit', ${REPEATED_OUTAGES}, ${REPEATS})`),
  );
  // The change that ended it: one look into the index on (machine_id, at) each, for at most MOST_STATES of them.
  const later = aliasedTable(machineStateChanges, "later");
  const ended = db
    .select({ at: sql`min(${later.at})`.as("ended_at") })
    .from(later)
    .where(and(eq(later.machineId, found.machineId), gte(later.at, found.at), gt(later.id, found.id)));
  return db
    .select({
      id: found.id,
      projectId: found.projectId,
      machine: found.machine,
      at: sql<Date>`if(${isTold}, ${found.at}, ${found.firstAt})`.mapWith(at),
      until: sql<Date | null>`(${ended})`.mapWith(at),
      state: found.state,
      finding: found.finding,
      times: sql<number>`if(${isTold}, 1, ${found.times})`.mapWith(Number),
    })
    .from(found)
    .where(or(isTold, eq(found.newness, 1)))
    .orderBy(sql`field(${found.state}, 'crit', 'warn', 'mute')`, desc(found.at), asc(found.id))
    .limit(MOST_STATES);
}

/**
 * Ids of the changes that had begun before an instant and lasted then. Asked first, by one look into the index on
 * (machine_id, at) a machine: as a condition of the other question it was asked again for every change of a year before.
 */
async function lastingAt(db: Database, scope: SQL | undefined, instant: Date): Promise<number[]> {
  const earlier = aliasedTable(machineStateChanges, "earlier");
  const entered = db
    .select({ id: earlier.id })
    .from(earlier)
    .where(and(eq(earlier.machineId, machines.id), lt(earlier.at, instant)))
    .orderBy(desc(earlier.at), desc(earlier.id))
    .limit(1);
  const rows = await db
    .select({ id: machineStateChanges.id })
    .from(machines)
    .innerJoin(machineStateChanges, eq(machineStateChanges.id, entered))
    .where(scope);
  return rows.map(({ id }) => id);
}
