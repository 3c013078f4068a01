import { limitsOf } from "./counts.ts";
import type { DayKind } from "./day-kinds.ts";
import { DayModel } from "./day-model.ts";
import { type Past, PastWeeks } from "./past-weeks.ts";
import { dayOfSlot, SLOT_MS } from "./wall-slots.ts";

/** The band leaves out so much at each end: 98 of 100 stretches of an ordinary day lie within. */
export const BAND_TAIL = 0.01;

/** What a stretch is expected to count. Counts, never below 0. */
export interface Band {
  readonly expected: number;
  /** Fewer than `low` and more than `high` are unusual. */
  readonly low: number;
  readonly high: number;
  /** What made the stretch unlike other days, where anything did. */
  readonly kind: DayKind;
}

/** What is believed of days that the eight weeks have not seen: the least and the most of an ordinary day. */
const UNSEEN: Readonly<Record<"holiday" | "campaign", { low: number; high: number }>> = {
  holiday: { low: 0.4, high: 1.1 },
  campaign: { low: 0.9, high: 2 },
};
/** A learned factor is right to within so much. */
const FACTOR_SPREAD = 0.01;

interface Share {
  readonly low: number;
  readonly usual: number;
  readonly high: number;
  readonly spread: number;
}

/**
 * The expected band of a count: orders, or visits. It is made of the same weekday and hour of the eight weeks before, each
 * week by its own level, and moved by what holidays and campaigns were seen to bring. What is counted later than the day
 * asked about plays no part, so that the past may be asked too.
 */
export class Expected {
  private readonly past: PastWeeks;
  private readonly days = new Map<number, DayModel>();
  private readonly shares = new Map<string, Share>();

  constructor(past: Past) {
    this.past = new PastWeeks(past);
  }

  /** The band of [from, to), epoch milliseconds. Null where there is too little history for any part of it. */
  between(from: number, to: number, tail = BAND_TAIL): Band | null {
    const sum = { mean: 0, low: 0, high: 0, spread: 0 };
    let kind: DayKind = "ordinary";
    for (let at = from; at < to; ) {
      const end = Math.min(to, (Math.floor(at / SLOT_MS) + 1) * SLOT_MS);
      const slot = this.past.slotAt(at);
      const model = this.modelOf(dayOfSlot(slot));
      const ordinary = model.ordinaryAt(slot);
      if (!ordinary) return null;
      const share = this.shareOf(model, slot, this.past.kindAt(at));
      const mean = (ordinary.mean * (end - at)) / SLOT_MS;
      sum.mean += mean * share.usual;
      sum.low += mean * share.low;
      sum.high += mean * share.high;
      sum.spread += mean * share.usual * (ordinary.spread + share.spread);
      if (this.past.kindAt(at) !== "ordinary") kind = this.past.kindAt(at);
      at = end;
    }
    if (sum.mean <= 0) return null;
    const spread = sum.spread / sum.mean;
    return {
      expected: sum.mean,
      low: limitsOf({ mean: sum.low, spread }, tail).low,
      high: limitsOf({ mean: sum.high, spread }, tail).high,
      kind,
    };
  }

  private modelOf(day: number): DayModel {
    const known = this.days.get(day) ?? new DayModel(this.past, day);
    this.days.set(day, known);
    return known;
  }

  private shareOf(model: DayModel, slot: number, kind: DayKind): Share {
    const name = `${dayOfSlot(slot)} ${kind}`;
    const known = this.shares.get(name);
    if (known) return known;
    const share = shareOfKind(model, kind);
    this.shares.set(name, share);
    return share;
  }
}

function shareOfKind(model: DayModel, kind: DayKind): Share {
  if (kind === "ordinary") return { low: 1, usual: 1, high: 1, spread: 0 };
  const seen = model.factorOf(kind);
  if (seen !== undefined) return { low: seen, usual: seen, high: seen, spread: FACTOR_SPREAD };
  const { low, high } = UNSEEN[kind === "campaign" ? "campaign" : "holiday"];
  return { low, usual: (low + high) / 2, high, spread: 0 };
}
