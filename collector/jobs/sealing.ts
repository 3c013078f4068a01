import type { MetricStore, Sealed } from "#db/metrics/store.ts";

/** Longer than this is told: at the next boundary of ten minutes another seal is due. */
const SLOW_MS = 2 * 60_000;

/** Seals the windows that have ended by `now`. A failure is thrown: the runner tells it and tries again. */
export async function sealSamples(store: MetricStore, now: number): Promise<Sealed> {
  const started = performance.now();
  const sealed = await store.seal(now);
  const tookMs = performance.now() - started;
  if (tookMs > SLOW_MS) {
    const windows = sealed.windows.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
    console.warn(`Sealing ${windows} windows took ${Math.round(tookMs / 1_000)} s`);
  }
  return sealed;
}

/** Seals, once, what the run before left in the tails. It does not hold up the start: tails are read like chunks. */
export class SealingAtStart {
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: MetricStore,
    private readonly now: () => number,
  ) {}

  start(): void {
    this.running = sealSamples(this.store, this.now()).then(
      () => undefined,
      (error) => console.error("Sealing what was left failed; the next seal takes it along", error),
    );
  }

  stop(): Promise<void> {
    return this.running;
  }
}
