/**
 * Turns counters into rates over the agent's own monotonic interval. There is no rate for the first reading of a counter,
 * nor for one that went back (a reset, a reboot, an interface made anew): never a negative value, never a false peak.
 */
export class Rates {
  #previous = new Map<string, number>();
  #current = new Map<string, number>();
  #previousAt = Number.NaN;
  #currentAt = Number.NaN;

  /** Opens a reading. A counter that was not in the last reading starts anew. */
  begin(monotonicMs: number): void {
    this.#previous = this.#current;
    this.#previousAt = this.#currentAt;
    this.#current = new Map();
    this.#currentAt = monotonicMs;
  }

  /** Growth of the counter per second, or null where it is unknown. */
  perSecond(key: string, counter: number): number | null {
    const growth = this.growth(key, counter);
    const seconds = (this.#currentAt - this.#previousAt) / 1_000;
    return growth === null || !(seconds > 0) ? null : growth / seconds;
  }

  /** Growth of the counter since the last reading, or null where it is unknown. */
  growth(key: string, counter: number): number | null {
    this.#current.set(key, counter);
    const before = this.#previous.get(key);
    return before === undefined || counter < before ? null : counter - before;
  }
}
