import { database } from "#db/client.server.ts";
import { curvesOfGroups, type Group, groupCurves } from "#domain/consumption/curves.server.ts";
import { heaviestMachines } from "#domain/consumption/heaviest.server.ts";
import { ghzPerCore } from "#domain/consumption/members.server.ts";
import { type MeasuredPart, type SentCurve, WEIGHTS, type Weight } from "#domain/consumption/picture.ts";
import type { Granted, GroupCurve } from "#domain/consumption/resources.ts";
import { lastHeard } from "#domain/machines/heard.server.ts";
import { worstLane } from "#domain/machines/history.ts";
import { stateHistory } from "#domain/machines/queries.server.ts";
import { maxPointsOf } from "#domain/metrics/window.ts";
import { timelineBetween } from "#domain/timeline/queries.server.ts";
import { MOST_STATES } from "#domain/timeline/troubles.server.ts";

import { chartWindow } from "./chart-window.ts";

export interface PicturedGroup extends Group {
  readonly projects: readonly { readonly id: number; readonly slug: string; readonly name: string }[];
  readonly granted: Granted;
}

/** Enough for the mean of a row. */
const PART_POINTS = 24;
const RULER_MS = 30 * 24 * 3_600_000;

/** All that a page of measures shows of a group, in the window of its address. `now` in epoch milliseconds. */
export async function groupPicture(group: PicturedGroup, query: URLSearchParams, now: number, timeZone: string) {
  const { window, compared, refused } = chartWindow(query, { now, timeZone }, "24h");
  const by = weightOf(query.get("by"));
  const maxPoints = maxPointsOf(window);
  const [measured, before, heaviest, timeline, ruler, measuredAt] = await Promise.all([
    groupCurves(group, { from: window.from, to: window.to, maxPoints, timeZone }),
    compared && groupCurves(group, { ...compared, maxPoints, timeZone }),
    heaviestMachines(group.members, by, window),
    happened(group, window.from, window.to),
    rulerOf(group, now),
    lastHeard(
      database(),
      group.members.flatMap(({ sourceId }) => sourceId ?? []),
    ),
  ]);
  const projectOf = new Map(group.projects.map((project) => [project.id, project]));
  return {
    now,
    measuredAt,
    window,
    compared,
    refused,
    by,
    granted: group.granted,
    ghzPerCore: ghzPerCore(group.members),
    machineCount: group.members.length,
    reported: measured.reported,
    curves: measured.curves.map(sentCurve),
    before: before && before.curves.map(sentCurve),
    heaviest:
      heaviest &&
      heaviest.flatMap(({ projectId, ...machine }) => {
        const project = projectOf.get(projectId);
        return project ? [{ ...machine, project: { slug: project.slug, name: project.name } }] : [];
      }),
    timeline,
    ruler,
  };
}

/** The last 30 days: the worst state of the group's machines, where they are of one project, and what happened. */
async function rulerOf(group: PicturedGroup, now: number) {
  const from = now - RULER_MS;
  const [project, ...others] = group.projects;
  const isOne = project !== undefined && others.length === 0 && group.members.length <= MOST_STATES;
  const [flags, changes] = await Promise.all([
    happened(group, from, now),
    isOne ? stateHistory(database(), project.id, { from: new Date(from), to: new Date(now) }) : [],
  ]);
  const ids = new Set(group.members.map(({ id }) => id));
  const lane = worstLane(
    changes.filter(({ machineId }) => ids.has(machineId)),
    now,
  );
  return { from, lane, flags };
}

/** Every mark of the projects, and the states of the group's own machines. */
function happened({ projects, members }: PicturedGroup, from: number, to: number) {
  const scope = { projectIds: projects.map(({ id }) => id), machineIds: members.map(({ id }) => id) };
  return timelineBetween(database(), scope, new Date(from), new Date(to));
}

function weightOf(text: string | null): Weight {
  return WEIGHTS.find((weight) => weight === text) ?? "cpu";
}

/** Six digits say more than any chart can show; the rest is weight. */
function sentCurve({ resource, stepMs, points }: GroupCurve): SentCurve {
  const brief = (value: number) => Number(value.toPrecision(6));
  return {
    resource,
    stepMs,
    points: points.map(
      ({ at, min, average, max, count }) =>
        [at, brief(min), brief(average), brief(max), count] as [number, number, number, number, number],
    ),
  };
}

export interface Part {
  readonly group: PicturedGroup;
  readonly to: string;
  readonly name: string;
  readonly note?: string;
}

/** Parts of a group, with a few points a curve: rows of a table. */
export async function partPictures(
  parts: readonly Part[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<MeasuredPart[]> {
  const groups = parts.map(({ group }) => group);
  const measured = await curvesOfGroups(groups, { from, to, maxPoints: PART_POINTS });
  return parts.map(({ group, ...part }, index) => ({
    ...part,
    granted: group.granted,
    ghzPerCore: ghzPerCore(group.members),
    machineCount: group.members.length,
    curves: measured[index]?.curves.map(sentCurve) ?? [],
  }));
}
