import { inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projects } from "#db/schema/projects.ts";
import { dayAfter } from "#domain/capacity/daily.ts";
import { percentOf } from "#domain/capacity/expected/event.ts";
import { expectedBetween } from "#domain/capacity/expected/queries.server.ts";
import { incidentsBetween } from "#domain/incidents/queries.server.ts";
import { interventionsBetween } from "#domain/interventions/queries.server.ts";
import type { Finding } from "#domain/machines/state.ts";
import { marksBetween } from "#domain/marks/queries.server.ts";
import { instantOf } from "#domain/metrics/wall-time.ts";

import { type DroppedSamples, droppedSamplesBetween } from "./dropped-samples.server.ts";
import {
  type DroppedEntry,
  type IncidentMarkEntry,
  type InterventionMarkEntry,
  inOrder,
  type MarkEntry,
  type StateEntry,
  type TimelineEntry,
} from "./entry.ts";
import { type Trouble, troubles } from "./troubles.server.ts";

export interface TimelineScope {
  readonly projectIds: readonly number[];
  /** Only states of these machines, instead of all. Marks and incidents are the whole project's. */
  readonly machineIds?: readonly number[];
}

type Places = ReadonlyMap<number, { slug: string; name: string }>;

/**
 * What touches [from, to), oldest first: every mark, every incident, the work that was agreed to, the stretches in which a machine was not well (troubles.server.ts
 * says which of very many), and what agents told to have given up. The caller asks for projects that its user may see, and for machines of theirs.
 */
export async function timelineBetween(
  db: Database,
  scope: TimelineScope,
  from: Date,
  to: Date,
): Promise<TimelineEntry[]> {
  const ids = [...scope.projectIds];
  if (ids.length === 0) return [];
  const [named, marks, expected, incidents, works, states, dropped] = await Promise.all([
    db
      .select({ id: projects.id, slug: projects.slug, name: projects.name, timeZone: projects.timeZone })
      .from(projects)
      .where(inArray(projects.id, ids)),
    marksBetween(db, ids, from, to),
    expectedBetween(db, ids, dayOn(from, -1), dayOn(to, 1)),
    incidentsBetween(db, ids, from, to),
    interventionsBetween(db, ids, { from, to, withDrafts: false }),
    troubles(db, scope, from, to),
    droppedSamplesBetween(db, scope, from, to),
  ]);
  const places: Places = new Map(named.map(({ id, slug, name }) => [id, { slug, name }]));
  const zones = new Map(named.map(({ id, timeZone }) => [id, timeZone]));
  return inOrder([
    ...marks.flatMap(({ projectId, ...mark }) => {
      const project = places.get(projectId);
      return project ? [markEntry(mark, project)] : [];
    }),
    ...expected.flatMap(({ projectId, ...event }) => {
      const project = places.get(projectId);
      const entry = project && expectedEntry(event, project, zones.get(projectId) ?? "UTC");
      if (!entry?.until || entry.at >= to || entry.until <= from) return [];
      // A campaign that somebody marked on these days is the same thing, told once.
      const isTold = marks.some(
        (mark) =>
          mark.projectId === projectId &&
          mark.kind === "campaign" &&
          mark.at < (entry.until ?? entry.at) &&
          (mark.until ?? mark.at) > entry.at,
      );
      return isTold ? [] : [entry];
    }),
    ...incidents.flatMap(({ projectId, ...incident }) => {
      const project = places.get(projectId);
      return project ? [incidentEntry(incident, project)] : [];
    }),
    ...works.flatMap(({ projectId, ...work }) => {
      const project = places.get(projectId);
      return (project && workEntry(work, project)) ?? [];
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

/** The same stretches of machines alone, the worst first, and of those alike the latest. */
export async function machineStretches(
  db: Database,
  scope: TimelineScope,
  from: Date,
  to: Date,
): Promise<Omit<StateEntry, "project">[]> {
  const found = await troubles(db, scope, from, to);
  return found.map(({ projectId: _, ...trouble }) => stretchOf(trouble));
}

type Mark = Omit<Awaited<ReturnType<typeof marksBetween>>[number], "projectId">;

function markEntry(mark: Mark, project: MarkEntry["project"]): MarkEntry {
  const { id, at, until, kind, title, detail, url, authorName } = mark;
  return { id: `mark-${id}`, project, at, until, kind: "mark", mark: kind, title, detail, url, author: authorName };
}

type Expected = Omit<Awaited<ReturnType<typeof expectedBetween>>[number], "projectId">;

/** What the client expects is a campaign on the axis, of whole days of the project's calendar, before it is one. */
function expectedEntry(event: Expected, project: MarkEntry["project"], timeZone: string): MarkEntry {
  const { id, title, startsOn, endsOn, multiplier, authorName: author } = event;
  const midnight = (day: string) => new Date(instantOf(day, timeZone) ?? Date.parse(day));
  const more = percentOf(multiplier);
  const days = { at: midnight(startsOn), until: midnight(dayAfter(endsOn, 1)) };
  const detail = `${more < 0 ? "−" : "+"}${Math.abs(more)}\u202f%`;
  return { id: `expected-${id}`, project, ...days, kind: "mark", mark: "campaign", title, detail, url: null, author };
}

function dayOn(at: Date, days: number): string {
  return dayAfter(at.toISOString().slice(0, 10), days);
}

type ShownIncident = Omit<Awaited<ReturnType<typeof incidentsBetween>>[number], "projectId">;

function incidentEntry(incident: ShownIncident, project: MarkEntry["project"]): IncidentMarkEntry {
  const { id: incidentId, startedAt: at, recoveredAt: until, title, impact } = incident;
  return { id: `incident-${incidentId}`, project, at, until, kind: "incident", incidentId, title, impact };
}

type ShownWork = Omit<Awaited<ReturnType<typeof interventionsBetween>>[number], "projectId">;

/** As it was worked, else as it is planned; what nobody has agreed to, or was called off, is no event. */
function workEntry(work: ShownWork, project: InterventionMarkEntry["project"]): InterventionMarkEntry | null {
  const { id: interventionId, title, state, machines, from, to, startedAt, endedAt } = work;
  if (state === "draft" || state === "awaiting_agreement" || state === "cancelled") return null;
  const until = startedAt === null ? to : endedAt;
  const entry = { id: `intervention-${interventionId}`, project, at: startedAt ?? from, until };
  return { ...entry, kind: "intervention", interventionId, title, state, machines };
}

function stateEntry(trouble: Omit<Trouble, "projectId">, project: StateEntry["project"]): StateEntry {
  return { ...stretchOf(trouble), project };
}

function stretchOf({ id, state, finding, ...trouble }: Omit<Trouble, "projectId">): Omit<StateEntry, "project"> {
  return {
    ...trouble,
    id: `state-${id}`,
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
