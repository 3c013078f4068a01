import { sealTrouble } from "#db/metrics/seal-trouble.server.ts";
import type { MetricStore, Sealed } from "#db/metrics/store.ts";

/** Longer than this is told: at the next boundary of ten minutes another seal is due. */
const SLOW_MS = 2 * 60_000;
/** Two seals were due since, and a third is. */
const LATE_MS = 30 * 60_000;

/** Seals samples, and knows how well that goes: what /healthz and /metrics tell of it. */
export class Sealing {
  failed = 0;
  private goodAt: number | undefined;
  private trouble: string | undefined;
  private atStart: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: MetricStore,
    private readonly now: () => number,
  ) {}

  /** Seals the windows that have ended by `now`. A failure is noted and thrown: the runner tells it and tries again. */
  async seal(now = this.now()): Promise<Sealed> {
    const started = performance.now();
    let sealed: Sealed;
    try {
      sealed = await this.store.seal(now);
    } catch (error) {
      this.failed += 1;
      this.trouble = sealTrouble(error);
      throw error;
    }
    this.trouble = undefined;
    this.goodAt = this.now();
    const tookMs = performance.now() - started;
    if (tookMs > SLOW_MS) {
      const windows = sealed.windows.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
      console.warn(`Sealing ${windows} windows took ${Math.round(tookMs / 1_000)} s`);
    }
    return sealed;
  }

  /** Seconds since the last good seal, before the first since the start; 0 in a collector that waits for its turn. */
  ageSeconds(): number {
    return this.goodAt === undefined ? 0 : Math.max(0, this.now() - this.goodAt) / 1_000;
  }

  /** What is wrong, for people: nothing while the last seal was good and none is overdue. Samples are safe all the while. */
  notes(): string[] {
    const age = `for ${Math.floor(this.ageSeconds())} s`;
    if (this.trouble) return [`Samples are kept and have not been packed ${age}. ${this.trouble}`];
    return this.ageSeconds() * 1_000 > LATE_MS ? [`Samples are kept and have not been packed ${age}.`] : [];
  }

  /** Seals, once, what the run before left in the tails. It does not hold up the start: tails are read like chunks. */
  start(): void {
    this.goodAt = this.now();
    this.atStart = this.seal().then(
      () => undefined,
      (error) => console.error("Sealing what was left failed; the next seal takes it along", error),
    );
  }

  stop(): Promise<void> {
    return this.atStart;
  }
}
