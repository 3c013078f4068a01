import { type DayKind, DayKinds, type Stretch } from "./day-kinds.ts";
import { SLOT_MS, WallSlots } from "./wall-slots.ts";

/** What was counted in five whole minutes from `at` (epoch milliseconds) on. */
export interface Slice {
  readonly at: number;
  readonly count: number;
}

export interface Past {
  /** Each five minutes at most once; where nothing was counted there is none, which is not the same as 0. */
  readonly slices: readonly Slice[];
  /** IANA name. */
  readonly timeZone: string;
  /** The client's campaigns. */
  readonly campaigns: readonly Stretch[];
  /** When the shop was down or nobody looked, as the ledger says: what was counted then says nothing of demand. */
  readonly away: readonly Stretch[];
}

/** Counts of slots that were unlike others. */
export interface SpecialSlot {
  readonly slot: number;
  readonly count: number;
}

/** Counts by slot of the wall clock, the ordinary ones ready to be summed over any run of slots. */
export class PastWeeks {
  readonly special = new Map<DayKind, SpecialSlot[]>();
  private readonly wall: WallSlots;
  private readonly kinds: DayKinds;
  private readonly first: number;
  /** At n: what the first n slots hold together. */
  private readonly counts: Float64Array;
  private readonly filled: Float64Array;

  constructor({ slices, timeZone, campaigns, away }: Past) {
    this.wall = new WallSlots(timeZone);
    this.kinds = new DayKinds(campaigns);
    const kept = slices.filter(({ at }) => !away.some(({ from, to }) => from < at + SLOT_MS && to > at));
    const placed = kept.map(({ at, count }) => {
      const slot = this.wall.slotAt(at);
      return { slot, count, kind: this.kinds.kindAt(at, slot) };
    });
    this.first = placed.reduce((least, { slot }) => Math.min(least, slot), Number.POSITIVE_INFINITY);
    const last = placed.reduce((most, { slot }) => Math.max(most, slot), Number.NEGATIVE_INFINITY);
    const length = placed.length > 0 ? last - this.first + 1 : 0;
    this.counts = new Float64Array(length + 1);
    this.filled = new Float64Array(length + 1);
    for (const { slot, count, kind } of placed) {
      if (kind === "ordinary") {
        const place = slot - this.first + 1;
        this.counts[place] = (this.counts[place] ?? 0) + count;
        this.filled[place] = (this.filled[place] ?? 0) + 1;
      } else {
        const list = this.special.get(kind) ?? [];
        this.special.set(kind, list);
        list.push({ slot, count });
      }
    }
    for (let place = 1; place <= length; place += 1) {
      this.counts[place] = (this.counts[place] ?? 0) + (this.counts[place - 1] ?? 0);
      this.filled[place] = (this.filled[place] ?? 0) + (this.filled[place - 1] ?? 0);
    }
  }

  slotAt(at: number): number {
    return this.wall.slotAt(at);
  }

  kindAt(at: number): DayKind {
    return this.kinds.kindAt(at, this.wall.slotAt(at));
  }

  /** Of the ordinary slots in [from, to): what was counted, and in how many slots anything was. */
  sum(from: number, to: number): { count: number; filled: number } {
    const [start, end] = [this.place(from), this.place(to)];
    return {
      count: (this.counts[end] ?? 0) - (this.counts[start] ?? 0),
      filled: (this.filled[end] ?? 0) - (this.filled[start] ?? 0),
    };
  }

  private place(slot: number): number {
    return Math.max(0, Math.min(this.counts.length - 1, slot - this.first));
  }
}
