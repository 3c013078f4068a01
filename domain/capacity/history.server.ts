import type { Database } from "#db/client.server.ts";
import { type GroupScope, groupSourceId } from "#db/metrics/groups.ts";

import { dailyHighest, dailyPeaks, sizeOf, summed } from "./daily.ts";
import { DAY_MS, type History } from "./forecast/history.ts";
import type { Hours, HoursReader, WholeDays } from "./hours.server.ts";
import { MACHINE_SERIES, type MachineHours, machineHours } from "./machine-hours.ts";
import { isFilling, parseResource, type ResourceKey, type Subject } from "./resource.ts";
import { leftWithoutOne } from "./twins.ts";
import { type GroupLimits, type MeasuredMachine, watchedOf } from "./watched.server.ts";

/** A resource with what it had at its peak, day by day of UTC, and what it may not pass at the end of it. */
export interface ResourceHistory {
  readonly subject: Subject;
  readonly subjectId: number;
  readonly resource: ResourceKey;
  /** Of a machine what it has; of several what is left without one, or what the contract grants: they may use more. */
  readonly limit: number | null;
  readonly firstAt: number;
  /** One a day; NaN where too little was measured. */
  readonly peaks: Float64Array;
  readonly resizedAt: number | null;
}

/** Thirteen months, as long as roll-ups of five minutes are kept. */
export const HISTORY_DAYS = 400;

/**
 * The histories of all that a project has, from the hourly roll-ups. Of memory and filesystems the day's highest value, of
 * CPU and bandwidth what it reached in three of its hours (daily.ts). Limits are those of the stretch's end.
 */
export async function historiesOf(
  db: Database,
  read: HoursReader,
  projectId: number,
  stretch: WholeDays,
): Promise<ResourceHistory[]> {
  const watched = await watchedOf(db, projectId, new Date(stretch.to - 1));
  const found: ResourceHistory[] = [];
  const shared = new Map<number, MachineHours>();
  for (const machine of watched.machines) {
    const hours = machineHours(await read(machine.sourceId, MACHINE_SERIES, stretch));
    found.push(...ofMachine(machine, hours, stretch));
    shared.set(machine.id, { ...hours, filling: [] });
  }
  const hoursOfMachines = (machines: readonly MeasuredMachine[]) => machines.flatMap(({ id }) => shared.get(id) ?? []);
  for (const pair of watched.pairs) found.push(...ofPair(pair, hoursOfMachines(pair), stretch));
  for (const { id, limits } of watched.applications) {
    found.push(...(await ofGroup(read, { applicationId: id }, limits, stretch)));
  }
  const { limits, atLine, lineBytesPerSecond } = watched.project;
  found.push(...(await ofGroup(read, { projectId }, limits, stretch)));
  found.push(...ofLine(projectId, hoursOfMachines(atLine), lineBytesPerSecond, stretch));
  return found;
}

/** As the forecast takes it. Bytes on a disk stay what they were when the disk was enlarged: only loads are cut there. */
export function asForecastInput({ subject, resource, peaks, firstAt, limit, resizedAt }: ResourceHistory): History {
  const kind = parseResource(resource)?.kind ?? "cpu";
  const fills = isFilling(kind);
  const isBound = subject === "machine" && kind !== "received" && kind !== "sent";
  return {
    alike: kind,
    kind: fills ? "disk" : "load",
    stepMs: DAY_MS,
    points: peaks,
    firstAt,
    capacity: isBound ? limit : null,
    limit,
    resizedAt: fills ? null : resizedAt,
  };
}

function ofMachine(machine: MeasuredMachine, hours: MachineHours, { from }: WholeDays): ResourceHistory[] {
  const own = { subject: "machine", subjectId: machine.id, firstAt: from } as const;
  const { bandwidthBits } = machine.contract;
  const line = bandwidthBits === null ? null : bandwidthBits / 8;
  const cores = sizeOf(hours.cores, from);
  const memory = sizeOf(hours.memorySize, from);
  return [
    ...load({ ...own, resource: "cpu", limit: cores?.now ?? null, resizedAt: cores?.changedAt ?? null }, hours.cpu),
    ...highest(
      { ...own, resource: "memory", limit: memory?.now ?? null, resizedAt: memory?.changedAt ?? null },
      hours.memory,
    ),
    ...load({ ...own, resource: "received", limit: line, resizedAt: null }, hours.received),
    ...load({ ...own, resource: "sent", limit: line, resizedAt: null }, hours.sent),
    ...hours.filling.flatMap(({ resource, used, size }) => {
      const known = sizeOf(size, from);
      return highest({ ...own, resource, limit: known?.now ?? null, resizedAt: known?.changedAt ?? null }, used);
    }),
  ];
}

/** All that they use together, against what is left without the largest. The hours' maxima are added: a bound from above. */
function ofPair(pair: readonly MeasuredMachine[], hours: readonly MachineHours[], { from }: WholeDays) {
  const [first] = pair;
  const sizes = hours.map(({ cores }) => sizeOf(cores, from));
  const known = sizes.filter((size) => size !== undefined);
  if (!first || hours.length < pair.length || known.length < pair.length) return [];
  const resized = known.flatMap(({ changedAt }) => changedAt ?? []);
  const limit = leftWithoutOne(known.map(({ now }) => now));
  const resizedAt = resized.length > 0 ? Math.max(...resized) : null;
  const cpu = summed(hours.map((one) => one.cpu));
  return load({ subject: "pair", subjectId: first.id, firstAt: from, resource: "cpu", limit, resizedAt }, cpu);
}

function ofLine(projectId: number, hours: readonly MachineHours[], limit: number | null, { from }: WholeDays) {
  return (["received", "sent"] as const).flatMap((resource) =>
    load(
      { subject: "project", subjectId: projectId, firstAt: from, resource, limit, resizedAt: null },
      summed(hours.map((one) => one[resource])),
    ),
  );
}

const GROUP_NAMES = ["group_cpu_used_cores", "group_memory_used_bytes", "group_filesystem_used_bytes"] as const;

async function ofGroup(
  read: HoursReader,
  scope: Exclude<GroupScope, "all">,
  { cores, memoryBytes, diskBytes }: GroupLimits,
  stretch: WholeDays,
): Promise<ResourceHistory[]> {
  const hours = await read(groupSourceId(scope), GROUP_NAMES, stretch);
  const [subject, subjectId] =
    "projectId" in scope ? (["project", scope.projectId] as const) : (["application", scope.applicationId] as const);
  const own = { subject, subjectId, firstAt: stretch.from, resizedAt: null };
  const max = (name: (typeof GROUP_NAMES)[number]) => (hours.get(name) ?? NOTHING).max;
  return [
    ...load({ ...own, resource: "cpu", limit: cores }, max("group_cpu_used_cores")),
    ...highest({ ...own, resource: "memory", limit: memoryBytes }, max("group_memory_used_bytes")),
    ...highest({ ...own, resource: "disk", limit: diskBytes }, max("group_filesystem_used_bytes")),
  ];
}

const NOTHING: Hours = { average: new Float64Array(), max: new Float64Array() };

type Known = Omit<ResourceHistory, "peaks">;

function load(known: Known, hours: Float64Array): ResourceHistory[] {
  return told(known, dailyPeaks(hours));
}

function highest(known: Known, hours: Float64Array): ResourceHistory[] {
  return told(known, dailyHighest(hours));
}

/** What was never measured is no resource of it. */
function told(known: Known, peaks: Float64Array): ResourceHistory[] {
  return peaks.some(Number.isFinite) ? [{ ...known, peaks }] : [];
}
