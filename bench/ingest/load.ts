import type { Snapshot } from "#collector/protocol/push.ts";

/** A machine is measured this often, in the load as in life. */
export const INTERVAL_MS = 10_000;

type Shape = "ratio" | "memory" | "rate" | "count" | "constant";

/** How many of a machine's 40 series are of each shape, as an agent of ours sends them. */
const SHAPES: readonly (readonly [shape: Shape, count: number])[] = [
  ["ratio", 13],
  ["memory", 7],
  ["rate", 11],
  ["count", 5],
  ["constant", 4],
];

const SHAPE_OF_SERIES = SHAPES.flatMap(([shape, count]) => Array.from({ length: count }, () => shape));
const NAMES = SHAPES.flatMap(([shape, count]) => Array.from({ length: count }, (_one, index) => `${shape}_${index}`));

/** What the top 10 are asked of, and what is drawn over a day and over a month. */
export const ASKED_SERIES = 0;

/**
 * The seeded load: any value of any machine at any tick, computed from nothing but its place, so that every answer of
 * every contender can be checked. Ticks count back from `end` (epoch milliseconds, excluded): tick -1 is the newest.
 */
export class Load {
  readonly names: readonly string[] = NAMES;

  constructor(
    readonly machines: number,
    readonly end: number,
    private readonly seed = 1,
  ) {}

  /** Epoch milliseconds: each machine has its own offset in the interval, and wakes up to 3 ms late. */
  at(machine: number, tick: number): number {
    // Never at the edge of an interval: whether a window has its ends is not what is asked.
    const offset = 2 + Math.floor(noise(this.seed, machine, 99, 0) * (INTERVAL_MS - 10));
    return this.end + tick * INTERVAL_MS + offset + Math.floor(noise(this.seed, machine, 98, tick) * 4);
  }

  value(machine: number, series: number, tick: number): number {
    const own = noise(this.seed, machine, series, 0);
    const now = noise(this.seed, machine, series, tick);
    const wave = Math.sin(tick / (40 + 300 * own) + own * 6);
    switch (SHAPE_OF_SERIES[series]) {
      case "ratio":
        return Math.round((0.2 + 0.4 * own + 0.15 * wave + 0.05 * now) * 10_000) / 10_000;
      case "memory":
        return 4_096 * Math.floor(200_000 + 1_000_000 * own + 60_000 * wave + 300 * now);
      case "rate":
        // Quiet half of the time, as disks and networks are.
        return now < 0.5 ? 0 : Math.floor((1 + wave) * 40_000 * own * now);
      case "count":
        return Math.floor(100 + 400 * own + 5 * wave);
      default:
        return Math.floor(1 + 64 * own) * 1_073_741_824;
    }
  }

  snapshot(machine: number, tick: number): Snapshot {
    const values = NAMES.map((_name, series) => this.value(machine, series, tick));
    return [this.at(machine, tick), ...values];
  }

  /** Snapshots of the ticks from `from` to `to`, which is excluded; oldest first. */
  snapshots(machine: number, from: number, to: number): Snapshot[] {
    return Array.from({ length: Math.max(0, to - from) }, (_one, index) => this.snapshot(machine, from + index));
  }
}

/** A number in [0, 1) out of a place: the same one each time. */
function noise(seed: number, machine: number, series: number, tick: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(machine + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ (series * 0x27d4eb2f), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ (tick * 0x165667b1), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}
