/** What a group of machines uses, and what its contract grants. Pure: the browser uses it too. */

export const RESOURCES = ["cpu", "memory", "disk", "received", "sent"] as const;
export type Resource = (typeof RESOURCES)[number];

export interface UsedPoint {
  /** Start of the step, epoch milliseconds. */
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
  readonly count: number;
}

/** The sum over the machines of a group. CPU in cores, memory and disk in bytes, received and sent in bytes a second. */
export interface GroupCurve {
  readonly resource: Resource;
  readonly stepMs: number;
  readonly points: readonly UsedPoint[];
}

/** How many of the group's machines had values, over the steps of a window; null where no step had any. */
export interface Reported {
  readonly least: number;
  readonly most: number;
}

/** By contract; null where nothing is. CPU in GHz. */
export interface Granted {
  readonly cpuGhz: number | null;
  readonly memoryBytes: number | null;
  readonly diskBytes: number | null;
  /** Bits a second; null also where it is contracted for some of the machines only. */
  readonly bandwidthBits: number | null;
}

export const NOTHING_GRANTED: Granted = { cpuGhz: null, memoryBytes: null, diskBytes: null, bandwidthBits: null };

/** The pools of several applications together. An application without one adds nothing. */
export function grantedBy(
  pools: readonly ({ readonly cpuGhz: number; readonly memoryBytes: number; readonly diskBytes: number } | null)[],
  bandwidths: readonly (number | null)[],
): Granted {
  const agreed = pools.filter((pool) => pool !== null);
  const bandwidth = bandwidths.length > 0 && bandwidths.every((bits) => bits !== null) ? total(bandwidths) : null;
  if (agreed.length === 0) return { ...NOTHING_GRANTED, bandwidthBits: bandwidth };
  return {
    cpuGhz: total(agreed.map(({ cpuGhz }) => cpuGhz)),
    memoryBytes: total(agreed.map(({ memoryBytes }) => memoryBytes)),
    diskBytes: total(agreed.map(({ diskBytes }) => diskBytes)),
    bandwidthBits: bandwidth,
  };
}

/** Mean of the steps that had values, and the highest value in them; null for a curve without points. */
export function usedOver(points: readonly UsedPoint[]): { average: number; max: number; last: number } | null {
  const last = points.at(-1);
  if (!last) return null;
  // Every step counts alike: while somebody watches, a minute has six times the samples of another.
  let [sum, max] = [0, Number.NEGATIVE_INFINITY];
  for (const point of points) {
    sum += point.average;
    if (point.max > max) max = point.max;
  }
  return { average: sum / points.length, max, last: last.average };
}

function total(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Several contracts together; null where none grants anything. */
export function grantedTogether(contracts: readonly Granted[]): Granted {
  const sum = (of: (granted: Granted) => number | null) => {
    const agreed = contracts.map(of).filter((value) => value !== null);
    return agreed.length > 0 ? total(agreed) : null;
  };
  return {
    cpuGhz: sum(({ cpuGhz }) => cpuGhz),
    memoryBytes: sum(({ memoryBytes }) => memoryBytes),
    diskBytes: sum(({ diskBytes }) => diskBytes),
    bandwidthBits: contracts.every(({ bandwidthBits }) => bandwidthBits !== null)
      ? sum(({ bandwidthBits }) => bandwidthBits)
      : null,
  };
}
