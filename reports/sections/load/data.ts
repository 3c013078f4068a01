import type { SeriesRange } from "#db/metrics/store.ts";
import { monthAfter, monthStretch } from "#domain/availability/months.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { type Machine, machinesOf } from "#domain/machines/queries.server.ts";

import type { ReportContext } from "../../section.ts";
import { hoursOf, type Spread, spreadOf, tierSpread } from "./spread.ts";

/** What is measured of a machine, as shares from 0 to 1 of what it has. */
export const LOADS = ["cpu", "memory", "disk"] as const;
export type Load = (typeof LOADS)[number];

export type Spreads = Readonly<Record<Load, Spread | null>>;

export interface MachineLoad {
  readonly name: string;
  readonly now: Spreads;
  readonly monthBefore: Spreads;
  readonly yearBefore: Spreads;
  /** The share of the month's hours in which it told something. */
  readonly heard: number;
}

export interface TierLoad {
  readonly role: string;
  /** The role's name in the report's language. */
  readonly name: string;
  readonly machines: readonly MachineLoad[];
  /** The CPU of all machines together as a share of what they have. */
  readonly cpu: Spread | null;
  /** The same if one of them were gone; null for a single machine. */
  readonly withoutOne: Spread | null;
}

export interface LoadData {
  readonly tiers: readonly TierLoad[];
}

const HOUR_MS = 3_600_000;
const SERIES = ["cpu_used_ratio", "memory_used_bytes", "memory_total_bytes", "filesystem_used_ratio"];

/** How busy each machine was, in hourly means and in its highest moment, beside the month before and a year ago. */
export async function loadData(context: ReportContext): Promise<LoadData> {
  const { db, store, project, month, from, asOf, timeZone, locale } = context;
  const machines = (await machinesOf(db, [project.id])).filter((machine) => !isLocalMachine(machine));
  const sourceIds = machines.flatMap(({ sourceId }) => sourceId ?? []);
  const read = (stretch: { from: number; to: number }) =>
    sourceIds.length === 0
      ? Promise.resolve([])
      : store.range({ sourceIds, series: SERIES, ...stretch, maxPoints: 1, stepMs: HOUR_MS });
  const before = (months: number) => read(monthStretch(monthAfter(month, months), timeZone));
  const [now, monthBefore, yearBefore] = await Promise.all([read({ from, to: asOf }), before(-1), before(-12)]);

  const hours = Math.max(1, Math.floor((asOf - from) / HOUR_MS));
  const loadOf = ({ name, sourceId }: Machine): MachineLoad => ({
    name,
    now: spreadsOf(now, sourceId),
    monthBefore: spreadsOf(monthBefore, sourceId),
    yearBefore: spreadsOf(yearBefore, sourceId),
    heard: Math.min(1, (hoursOf(now, sourceId, "cpu")?.length ?? 0) / hours),
  });
  const roles = [...new Map(machines.map(({ role }) => [role.slug, role])).values()];
  return {
    tiers: roles.map(({ slug, names }) => {
      const members = machines.filter(({ role }) => role.slug === slug);
      const cpus = members.map(({ sourceId }) => hoursOf(now, sourceId, "cpu")).filter((one) => one !== null);
      return {
        ...{ role: slug, name: names[locale], machines: members.map(loadOf) },
        cpu: tierSpread(cpus, members.length),
        withoutOne: members.length > 1 ? tierSpread(cpus, members.length - 1) : null,
      };
    }),
  };
}

function spreadsOf(ranges: readonly SeriesRange[], sourceId: number | null): Spreads {
  const of = (load: Load) => {
    const hours = hoursOf(ranges, sourceId, load);
    return hours && spreadOf(hours);
  };
  return { cpu: of("cpu"), memory: of("memory"), disk: of("disk") };
}
