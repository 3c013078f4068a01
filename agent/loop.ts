import type { Clock } from "./clock.ts";

/** Calls `tick` at an interval that may change at any time. A tick that takes too long is never doubled. */
export class Loop {
  readonly #clock: Clock;
  readonly #tick: () => Promise<void>;
  #intervalMs: number;
  #lastDue = 0;
  #cancel: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;

  constructor(clock: Clock, intervalSeconds: number, tick: () => Promise<void>) {
    this.#clock = clock;
    this.#tick = tick;
    this.#intervalMs = intervalSeconds * 1_000;
  }

  get intervalSeconds(): number {
    return this.#intervalMs / 1_000;
  }

  /** The first tick comes after `delayMs`. */
  start(delayMs = 0): void {
    this.#lastDue = this.#clock.monotonic() + delayMs - this.#intervalMs;
    this.#schedule();
  }

  /** A shorter interval counts from the last tick: one who begins to watch does not wait for the long one to end. */
  setInterval(seconds: number): void {
    if (seconds * 1_000 === this.#intervalMs) return;
    this.#intervalMs = seconds * 1_000;
    if (!this.#running) this.#schedule();
  }

  /** Resolves when the tick under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#running;
  }

  #schedule(): void {
    this.#cancel?.();
    if (this.#isStopped) return;
    const wait = this.#lastDue + this.#intervalMs - this.#clock.monotonic();
    this.#cancel = this.#clock.after(Math.max(0, wait), () => this.#run());
  }

  #run(): void {
    const now = this.#clock.monotonic();
    // After a suspension the ticks that were missed are not made up for.
    this.#lastDue = now - this.#lastDue > 2 * this.#intervalMs ? now : this.#lastDue + this.#intervalMs;
    this.#running = this.#tick().finally(() => {
      this.#running = undefined;
      this.#schedule();
    });
  }
}
