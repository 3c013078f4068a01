import type { MetricStore, SourceBatch } from "#db/metrics/store.ts";
import { isOutage } from "#db/outage.server.ts";

/**
 * Requests wait this long for others, so that many share one commit: a commit costs an fsync, however small. Those of
 * agents come together already (http/gathering.ts).
 */
const GATHER_MS = 10;
/** As many snapshots go at once without waiting. */
const FULL_AT = 2_000;
/** Beyond this the database is too slow for what arrives, and senders are told to come back. */
const MAX_WAITING = 50_000;

interface Waiting {
  readonly batch: SourceBatch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Thrown at once when too much waits already. */
export class QueueFull extends Error {}

/** Gathers what requests bring and commits it together, one commit at a time. */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private snapshots = 0;
  /** What was done so far, for the collector's own figures. */
  readonly done = { commits: 0, snapshots: 0, failed: 0 };
  private timer: NodeJS.Timeout | undefined;
  private committing: Promise<void> | undefined;

  constructor(
    private readonly store: MetricStore,
    private readonly now: () => number,
  ) {}

  get waitingSnapshots(): number {
    return this.snapshots;
  }

  /** Keeps its promise once the batch is committed; breaks it when nothing of the batch is stored. */
  add(batch: SourceBatch): Promise<void> {
    if (this.snapshots + batch.snapshots.length > MAX_WAITING) return Promise.reject(new QueueFull());
    return new Promise((resolve, reject) => {
      this.waiting.push({ batch, resolve, reject });
      this.snapshots += batch.snapshots.length;
      if (this.committing) return;
      if (this.snapshots >= FULL_AT) this.start();
      else this.gather();
    });
  }

  /** Commits what waits. Call it when no request can add any more. */
  async drain(): Promise<void> {
    while (this.waiting.length > 0 || this.committing) {
      if (!this.committing) this.start();
      await this.committing;
    }
  }

  private gather(): void {
    this.timer ??= setTimeout(() => this.start(), GATHER_MS);
  }

  private start(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const group = this.waiting;
    this.waiting = [];
    this.snapshots = 0;
    if (group.length === 0) return;
    this.committing = this.commit(group).finally(() => {
      this.committing = undefined;
      if (this.waiting.length > 0) this.gather();
    });
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      await this.store.append(
        group.map(({ batch }) => batch),
        this.now(),
      );
      this.done.commits += 1;
      for (const { batch, resolve } of group) {
        this.done.snapshots += batch.snapshots.length;
        resolve();
      }
    } catch (error) {
      this.done.failed += 1;
      if (group.length === 1 || isOutage(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      // One batch that the database refuses must not take its neighbours with it.
      for (const one of group) await this.commit([one]);
    }
  }
}
