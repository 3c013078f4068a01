import { and, asc, eq, gt, inArray, isNull, lt, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { maintenanceWindows } from "#db/schema/availability.ts";
import { interventions } from "#db/schema/interventions.ts";
import type { InterventionMarkEntry, TimelineEntry } from "#domain/timeline/entry.ts";
import { timelineBetween } from "#domain/timeline/queries.server.ts";

import type { KeptHappening } from "./kept-window.ts";

/** What the client was told of: drafts and refused plans are nobody's history. */
const TOLD_STATES = ["agreed", "announced", "running", "done", "rolled_back"] as const;

/** What happened in [from, to) that every reader of the project may know, in order of time. Epoch milliseconds. */
export async function happeningsIn(
  db: Database,
  projectId: number,
  machineIds: readonly number[],
  window: { readonly from: number; readonly to: number },
): Promise<KeptHappening[]> {
  const scope = { projectIds: [projectId], machineIds };
  const [entries, ...works] = await Promise.all([
    timelineBetween(db, scope, new Date(window.from), new Date(window.to)),
    plannedWorks(db, projectId, window),
    recordedWorks(db, projectId, window),
  ]);
  // Planned work is kept with the windows that were recorded by themselves.
  const others = entries.filter((entry) => entry.kind !== "intervention");
  return [...others.map(happeningOf), ...works.flat()].sort((one, other) => one.from - other.from);
}

function happeningOf(entry: Exclude<TimelineEntry, InterventionMarkEntry>): KeptHappening {
  const times = { from: entry.at.getTime(), to: entry.until?.getTime() ?? null };
  switch (entry.kind) {
    case "incident":
      return { ...times, kind: "incident", id: entry.incidentId, title: entry.title, impact: entry.impact };
    case "mark":
      return { ...times, kind: "mark", mark: entry.mark, title: entry.title, author: entry.author };
    case "state": {
      const { machine, state, finding, times: often } = entry;
      return { ...times, kind: "machine", machine, state, finding, times: often };
    }
    case "dropped":
      return { ...times, kind: "dropped", machine: entry.machine, samples: entry.samples };
  }
}

async function plannedWorks(
  db: Database,
  projectId: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<KeptHappening[]> {
  const { id, title, startedAt, endedAt } = interventions;
  const rows = await db
    .select({ id, title, from: interventions.from, to: interventions.to, startedAt, endedAt })
    .from(interventions)
    .where(
      and(
        eq(interventions.projectId, projectId),
        inArray(interventions.state, [...TOLD_STATES]),
        lt(interventions.from, new Date(to)),
        or(gt(interventions.to, new Date(from)), gt(endedAt, new Date(from))),
      ),
    )
    .orderBy(asc(interventions.from));
  return rows.map((row) => ({
    ...({ kind: "intervention", id: row.id, title: row.title } as const),
    from: (row.startedAt ?? row.from).getTime(),
    to: (row.endedAt ?? row.to).getTime(),
  }));
}

/** Planned work that was recorded by itself, without an intervention. */
async function recordedWorks(
  db: Database,
  projectId: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<KeptHappening[]> {
  const { title, interventionId, cancelledAt, announcedAt } = maintenanceWindows;
  const rows = await db
    .select({ title, from: maintenanceWindows.from, to: maintenanceWindows.to })
    .from(maintenanceWindows)
    .where(
      and(
        eq(maintenanceWindows.projectId, projectId),
        isNull(interventionId),
        isNull(cancelledAt),
        gt(announcedAt, 0),
        lt(maintenanceWindows.from, to),
        or(isNull(maintenanceWindows.to), gt(maintenanceWindows.to, from)),
      ),
    )
    .orderBy(asc(maintenanceWindows.from));
  return rows.map((row) => ({ ...row, kind: "intervention", id: null }));
}
