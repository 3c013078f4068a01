import type { DayKind } from "./day-kinds.ts";
import type { PastWeeks } from "./past-weeks.ts";
import { SLOTS_A_DAY, SLOTS_A_WEEK } from "./wall-slots.ts";

export const WEEKS = 8;
/** So many of the eight must have been counted at that weekday and hour. */
const LEAST_WEEKS = 4;
/** The hour around a slot: half of it before, half after. */
const HALF = 6;
/** Rounds in which the week's shape and the level of each week are told apart. */
const ROUNDS = 2;
/** Orders by which the level of a week is held at 1: of few orders nothing is said. */
const LEVEL_PRIOR = 50;
/** A week that differs more from the one before had something that nobody told: it is believed so far. */
const STEADIEST = 0.75;
/** A single five minutes counts as so many deviations at most: an outage that nobody knew of must not widen the band. */
const MOST_DEVIATIONS = 5;
const LEAST_SPECIAL = { expected: 30, slots: 72 };

/** What five minutes of an ordinary day are expected to count. */
export interface SlotExpectation {
  readonly mean: number;
  /** Relative variance beyond chance: between weeks, and of what few orders let one know. */
  readonly spread: number;
}

/**
 * What the eight weeks before a day of the wall clock say of that day: the shape of the week, how the level of the weeks
 * moved, and by how much single five minutes differ from both.
 */
export class DayModel {
  private readonly start: number;
  private readonly shape = new Float64Array(SLOTS_A_WEEK);
  private levels: (number | undefined)[] = Array.from({ length: WEEKS }, () => 1);
  private readonly level: number;
  private readonly spread: number;

  /** `day` counts days of the wall clock since 1970. */
  constructor(
    private readonly past: PastWeeks,
    day: number,
  ) {
    this.start = day * SLOTS_A_DAY;
    for (let round = 0; round < ROUNDS; round += 1) {
      this.fitShape();
      this.levels = this.levels.map((_level, week) => this.levelOf(week));
    }
    const [newest = 1, before = newest] = this.levels.filter((level) => level !== undefined);
    this.level = Math.min(before / STEADIEST, Math.max(before * STEADIEST, newest));
    this.spread = this.spreadBetweenSlots() + this.spreadBetweenWeeks();
  }

  /** Null where too little was counted at that weekday and hour. */
  ordinaryAt(slot: number): SlotExpectation | null {
    const seen: { count: number; weight: number }[] = [];
    for (let week = 0; week < WEEKS; week += 1) {
      const { count, filled } = this.around(slot, week);
      if (filled >= HALF) seen.push({ count, weight: filled * this.levelIn(week) });
    }
    if (seen.length < LEAST_WEEKS) return null;
    seen.sort((one, other) => one.count / one.weight - other.count / other.weight);
    // The least and the greatest week are left out, so that what went wrong once and was not told does not count.
    const kept = seen.length > LEAST_WEEKS ? seen.slice(1, -1) : seen;
    const count = kept.reduce((sum, one) => sum + one.count, 0.5);
    const weight = kept.reduce((sum, one) => sum + one.weight, 0);
    return { mean: (count / weight) * this.level, spread: this.spread + 1 / count };
  }

  /** What days of this kind brought, as a share of ordinary ones; undefined where too little of them was seen. */
  factorOf(kind: DayKind): number | undefined {
    let [count, expected, slots] = [0, 0, 0];
    for (const one of this.past.special.get(kind) ?? []) {
      const week = this.weekOf(one.slot);
      if (week < 0 || week >= WEEKS) continue;
      count += one.count;
      expected += (this.shape[this.placeInWeek(one.slot)] ?? 0) * this.levelIn(week);
      slots += 1;
    }
    return expected >= LEAST_SPECIAL.expected && slots >= LEAST_SPECIAL.slots ? count / expected : undefined;
  }

  /** What was counted in the hour around a slot, so many weeks before (0 is the last); nothing of the day itself. */
  private around(slot: number, week: number): { count: number; filled: number } {
    const same = slot - (week + 1) * SLOTS_A_WEEK;
    return this.past.sum(same - HALF, Math.min(this.start, same + HALF + 1));
  }

  private fitShape(): void {
    for (let place = 0; place < SLOTS_A_WEEK; place += 1) {
      let [count, weight] = [0, 0];
      for (let week = 0; week < WEEKS; week += 1) {
        const seen = this.around(this.start + place, week);
        count += seen.count;
        weight += seen.filled * this.levelIn(week);
      }
      this.shape[place] = weight > 0 ? count / weight : 0;
    }
  }

  /** How much that week sold of what its shape says; undefined where less than a day of it was ordinary and counted. */
  private levelOf(week: number): number | undefined {
    let [count, expected, slots] = [LEVEL_PRIOR, LEVEL_PRIOR, 0];
    this.eachSlot(week, (place, seen) => {
      count += seen.count;
      expected += seen.filled * (this.shape[place] ?? 0);
      slots += seen.filled;
    });
    return slots >= SLOTS_A_DAY ? count / expected : undefined;
  }

  /** The level of a week, or of the nearest before or after it that has one. */
  private levelIn(week: number): number {
    for (let away = 0; away < WEEKS; away += 1) {
      const level = this.levels[week + away] ?? this.levels[week - away];
      if (level !== undefined) return level;
    }
    return 1;
  }

  private spreadBetweenSlots(): number {
    let [beyond, squares] = [0, 0];
    for (let week = 0; week < WEEKS; week += 1) {
      const level = this.levelIn(week);
      this.eachSlot(week, (place, { count, filled }) => {
        const mean = (this.shape[place] ?? 0) * level * filled;
        if (mean <= 0) return;
        const most = MOST_DEVIATIONS ** 2 * (mean + 0.01 * mean * mean);
        beyond += Math.min((count - mean) ** 2, most) - mean;
        squares += mean * mean;
      });
    }
    return squares > 0 ? Math.max(0, beyond / squares) : 0;
  }

  /** How wrong the level of the week before would have been of each week. */
  private spreadBetweenWeeks(): number {
    const known = this.levels.filter((level) => level !== undefined);
    const steps = known.slice(1).map((before, index) => ((known[index] ?? before) / before - 1) ** 2);
    return steps.length > 0 ? steps.reduce((sum, step) => sum + step, 0) / steps.length : 0;
  }

  private eachSlot(week: number, visit: (place: number, seen: { count: number; filled: number }) => void): void {
    const from = this.start - (week + 1) * SLOTS_A_WEEK;
    for (let place = 0; place < SLOTS_A_WEEK; place += 1) {
      const seen = this.past.sum(from + place, from + place + 1);
      if (seen.filled > 0) visit(place, seen);
    }
  }

  private weekOf(slot: number): number {
    return Math.ceil((this.start - slot) / SLOTS_A_WEEK) - 1;
  }

  private placeInWeek(slot: number): number {
    return slot - this.start + (this.weekOf(slot) + 1) * SLOTS_A_WEEK;
  }
}
