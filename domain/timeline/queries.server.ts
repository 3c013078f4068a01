import { aliasedTable, and, asc, desc, eq, gt, gte, inArray, isNull, lt, notInArray, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machineStateChanges, machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";
import type { Finding } from "#domain/machines/state.ts";
import { marksBetween } from "#domain/marks/queries.server.ts";

import { type DroppedSamples, droppedSamplesBetween } from "./dropped-samples.server.ts";
import { type DroppedEntry, inOrder, type MarkEntry, type StateEntry, type TimelineEntry } from "./entry.ts";

export interface TimelineScope {
  readonly projectIds: readonly number[];
  /** Only states of these machines, instead of all. Marks are the whole project's. */
  readonly machineIds?: readonly number[];
}

/** More than a reader goes through; a chart of a year groups them anyway. */
export const MOST_STATES = 100;

type Places = ReadonlyMap<number, { slug: string; name: string }>;

/**
 * What touches [from, to), oldest first: every mark, the `MOST_STATES` latest stretches in which a machine was not well,
 * and what agents told to have given up. The caller asks for projects that its user may see, and for machines of theirs.
 */
export async function timelineBetween(
  db: Database,
  scope: TimelineScope,
  from: Date,
  to: Date,
): Promise<TimelineEntry[]> {
  const ids = [...scope.projectIds];
  if (ids.length === 0) return [];
  const [named, marks, states, dropped] = await Promise.all([
    db
      .select({ id: projects.id, slug: projects.slug, name: projects.name })
      .from(projects)
      .where(inArray(projects.id, ids)),
    marksBetween(db, ids, from, to),
    troubles(db, scope, from, to),
    droppedSamplesBetween(db, scope, from, to),
  ]);
  const places: Places = new Map(named.map(({ id, slug, name }) => [id, { slug, name }]));
  return inOrder([
    ...marks.flatMap(({ projectId, ...mark }) => {
      const project = places.get(projectId);
      return project ? [markEntry(mark, project)] : [];
    }),
    ...states.flatMap(({ projectId, ...state }) => {
      const project = places.get(projectId);
      return project ? [stateEntry(state, project)] : [];
    }),
    ...dropped.flatMap((loss) => {
      const project = places.get(loss.projectId);
      return project ? [droppedEntry(loss, project)] : [];
    }),
  ]);
}

/** Changes into a state that is not well, each with the change that ended it, where that is not before the window. */
async function troubles(db: Database, { projectIds, machineIds }: TimelineScope, from: Date, to: Date) {
  if (machineIds?.length === 0) return [];
  const later = aliasedTable(machineStateChanges, "later");
  // One look into the index on (machine_id, at) each: at most MOST_STATES of them.
  const ended = db
    .select({ at: sql`min(${later.at})`.as("ended_at") })
    .from(later)
    .where(
      and(
        eq(later.machineId, machineStateChanges.machineId),
        gte(later.at, machineStateChanges.at),
        gt(later.id, machineStateChanges.id),
      ),
    );
  const earlier = aliasedTable(machineStateChanges, "earlier");
  const entered = db
    .select({ id: earlier.id })
    .from(earlier)
    .where(and(eq(earlier.machineId, machines.id), lt(earlier.at, from)))
    .orderBy(desc(earlier.at), desc(earlier.id))
    .limit(1);
  return db
    .select({
      id: machineStateChanges.id,
      projectId: machines.projectId,
      machine: machines.name,
      at: machineStateChanges.at,
      until: sql<Date | null>`(${ended})`.mapWith(machineStateChanges.at),
      state: machineStateChanges.state,
      finding: machineStateChanges.finding,
    })
    .from(machines)
    .innerJoin(machineStateChanges, eq(machineStateChanges.machineId, machines.id))
    .where(
      and(
        inArray(machines.projectId, [...projectIds]),
        machineIds && inArray(machines.id, [...machineIds]),
        isNull(machines.retiredAt),
        notInArray(machineStateChanges.state, ["ok", "never"]),
        lt(machineStateChanges.at, to),
        or(gte(machineStateChanges.at, from), sql`${machineStateChanges.id} = (${entered})`),
      ),
    )
    .orderBy(desc(machineStateChanges.at), asc(machineStateChanges.id))
    .limit(MOST_STATES);
}

type Mark = Omit<Awaited<ReturnType<typeof marksBetween>>[number], "projectId">;
type Trouble = Omit<Awaited<ReturnType<typeof troubles>>[number], "projectId">;

function markEntry(mark: Mark, project: MarkEntry["project"]): MarkEntry {
  const { id, at, until, kind, title, detail, url, authorName } = mark;
  return { id: `mark-${id}`, project, at, until, kind: "mark", mark: kind, title, detail, url, author: authorName };
}

function stateEntry({ id, state, finding, ...trouble }: Trouble, project: StateEntry["project"]): StateEntry {
  return {
    ...trouble,
    id: `state-${id}`,
    project,
    kind: "state",
    // The query asks for no other, and the collector alone writes findings, as domain/machines/state.ts makes them.
    state: state as StateEntry["state"],
    finding: finding as Finding | null,
  };
}

function droppedEntry(
  { machineId, machine, from, to, samples }: DroppedSamples,
  project: DroppedEntry["project"],
): DroppedEntry {
  return {
    id: `dropped-${machineId}-${from.getTime()}`,
    project,
    at: from,
    until: to,
    kind: "dropped",
    machine,
    samples,
  };
}
