/** The clocks of the agent: the wall clock stamps samples, the monotonic one measures intervals and rates. */
export interface Clock {
  /** Epoch milliseconds; may jump when the machine's time is set. */
  now(): number;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Runs once after a delay; the answer cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
