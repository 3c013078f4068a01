import { stepMsOf } from "#db/metrics/aggregate.ts";
import { type GroupScope, type GroupSeries, groupSourceId } from "#db/metrics/groups.ts";
import type { SeriesRange } from "#db/metrics/store.ts";
import { combined, fineStepMs } from "#domain/metrics/combine.ts";
import { stepEnd } from "#domain/metrics/day-steps.ts";
import { combinedSeries, dayStepsOf, groupSeries, type Stretch, seriesOf } from "#domain/metrics/series.server.ts";

import { type Member, MOST_MEMBERS_READ } from "./members.server.ts";
import { type GroupCurve, RESOURCES, type Reported, type Resource, type UsedPoint } from "./resources.ts";

export interface Group {
  /** One, or the projects that a reader of several sees. */
  readonly scopes: readonly GroupScope[];
  readonly members: readonly Member[];
}

export interface GroupCurves {
  readonly curves: readonly GroupCurve[];
  readonly reported: Reported | null;
}

/** Up to this length, curves are made of the samples themselves: what is kept of groups has steps of 5 minutes. */
const FROM_SAMPLES_MS = 3 * 3_600_000;

const OF_GROUPS: Readonly<Record<Resource, GroupSeries>> = {
  cpu: "group_cpu_used_cores",
  memory: "group_memory_used_bytes",
  disk: "group_filesystem_used_bytes",
  received: "group_network_received_bytes_per_second",
  sent: "group_network_sent_bytes_per_second",
};

const KEPT_SERIES = [...Object.values(OF_GROUPS), "group_machines"] as const;

const OF_MACHINES: Readonly<Record<Exclude<Resource, "cpu">, string>> = {
  memory: "memory_used_bytes",
  disk: "filesystem_used_bytes",
  received: "network_received_bytes_per_second",
  sent: "network_sent_bytes_per_second",
};

/**
 * What a group used over [from, to), one curve a resource. It reads the group's own roll-ups; of few machines their own
 * series where those do not reach: in short windows, in the minutes since the last sealing, before groups were summed.
 */
export async function groupCurves(group: Group, stretch: Stretch): Promise<GroupCurves> {
  const [curves] = await curvesOfGroups([group], stretch);
  return curves ?? told({ curves: [], machines: [] });
}

/** As `groupCurves`, of many groups, in their order: what is kept of them is read at once. */
export async function curvesOfGroups(groups: readonly Group[], stretch: Stretch): Promise<GroupCurves[]> {
  const isShort = stretch.to - stretch.from <= FROM_SAMPLES_MS;
  const kept = groups.filter((group) => !isShort || !isFew(group)).flatMap(({ scopes }) => scopes);
  const series = kept.length === 0 ? [] : await groupSeries(kept, KEPT_SERIES, stretch);
  return Promise.all(
    groups.map(async (group) => {
      if (isShort && isFew(group)) return told(await ofMembers(group.members, stretch));
      const sources = new Set(group.scopes.map(groupSourceId));
      const ofGroup = series.filter(({ sourceId }) => sources.has(sourceId));
      return told(await completed(group, summedUp(ofGroup, stretch), stretch));
    }),
  );
}

function isFew({ members }: Group): boolean {
  return members.length <= MOST_MEMBERS_READ;
}

/** What a group's own roll-ups tell, and of few machines what these do not reach. */
async function completed(group: Group, rolledUp: Read, stretch: Stretch): Promise<Read> {
  if (!isFew(group)) return rolledUp;
  const { points, stepMs } = rolledUp.curves.find(({ resource }) => resource === "memory") ?? NO_CURVE;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.at - stretch.from > 2 * stepMs) return ofMembers(group.members, stretch);
  const from = stepEnd(last.at, stepMs, stretch.timeZone ?? "UTC");
  if (from >= stretch.to) return rolledUp;
  const rest = { ...stretch, from, maxPoints: (stretch.to - from) / stepMs };
  return joined(rolledUp, await ofMembers(group.members, rest));
}

interface Read {
  readonly curves: readonly GroupCurve[];
  /** How many machines had values, step by step. */
  readonly machines: readonly number[];
}

const NO_CURVE: Pick<GroupCurve, "points" | "stepMs"> = { points: [], stepMs: 0 };

function summedUp(read: readonly SeriesRange[], stretch: Stretch): Read {
  const days = dayStepsOf(stretch);
  const summed = (name: GroupSeries) => {
    const series = read.filter(({ key }) => key === name);
    const stepMs = Math.max(stepMsOf(stretch.from, stretch.to, stretch.maxPoints), ...series.map((one) => one.stepMs));
    // One group keeps its extremes; of several added up, only the sum of the averages is known.
    const [only] = series;
    return { stepMs, points: only && series.length === 1 ? only.points : combined(series, "sum", stepMs, days) };
  };
  return {
    curves: RESOURCES.map((resource) => ({ resource, ...summed(OF_GROUPS[resource]) })),
    machines: summed("group_machines").points.map(({ average }) => Math.round(average)),
  };
}

async function ofMembers(members: readonly Member[], stretch: Stretch): Promise<Read> {
  const sources = members.flatMap(({ sourceId }) => sourceId ?? []);
  if (sources.length === 0) return { curves: [], machines: [] };
  const [cpu, sums] = await Promise.all([
    usedCores(members, sources, stretch),
    combinedSeries({ ...stretch, sources, names: Object.values(OF_MACHINES), combine: "sum" }),
  ]);
  const others = (Object.keys(OF_MACHINES) as (keyof typeof OF_MACHINES)[]).map((resource): GroupCurve => {
    const found = sums.find(({ name }) => name === OF_MACHINES[resource]);
    return { resource, stepMs: found?.stepMs ?? cpu.stepMs, points: found?.points ?? [] };
  });
  const memory = sums.find(({ name }) => name === OF_MACHINES.memory);
  return { curves: [cpu, ...others], machines: memory?.points.map((point) => point.sources) ?? [] };
}

/** Shares times cores: a machine whose cores nobody told is left out. */
async function usedCores(
  members: readonly Member[],
  sources: readonly number[],
  stretch: Stretch,
): Promise<GroupCurve> {
  const { from, to, maxPoints } = stretch;
  const stepMs = stepMsOf(from, to, maxPoints);
  const fine = fineStepMs(from, to, stepMs);
  const names = ["cpu_used_ratio", "cpu_cores"];
  const ranges = await seriesOf({ ...stretch, sources, names, maxPoints: (to - from) / fine });
  const coresOf = new Map(members.map(({ sourceId, cores }) => [sourceId, cores]));
  for (const { key, sourceId, points } of ranges) {
    if (key === "cpu_cores") coresOf.set(sourceId, points.at(-1)?.average ?? null);
  }
  const used = ranges
    .filter(({ key }) => key === "cpu_used_ratio")
    .flatMap((range) => {
      const cores = coresOf.get(range.sourceId);
      return cores ? [{ ...range, points: range.points.map((point) => times(point, cores)) }] : [];
    });
  const coarsest = Math.max(stepMs, ...used.map((range) => range.stepMs));
  return { resource: "cpu", stepMs: coarsest, points: combined(used, "sum", coarsest, dayStepsOf(stretch)) };
}

function times({ at, min, average, max, count }: UsedPoint, factor: number): UsedPoint {
  return { at, min: min * factor, average: average * factor, max: max * factor, count };
}

function joined(one: Read, other: Read): Read {
  return {
    curves: one.curves.map((curve) => ({
      ...curve,
      points: [...curve.points, ...(other.curves.find(({ resource }) => resource === curve.resource)?.points ?? [])],
    })),
    machines: [...one.machines, ...other.machines],
  };
}

function told({ curves, machines }: Read): GroupCurves {
  const reported = machines.length > 0 ? { least: Math.min(...machines), most: Math.max(...machines) } : null;
  return { curves, reported };
}
