import type { Pool, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { type ScheduledTask, schedule } from "node-cron";

export interface Job {
  readonly name: string;
  /** When it is due, in UTC: node-cron wakes the runner, the table decides who runs. */
  readonly cron: string;
  /** A run that takes longer is taken for dead, and another begins. */
  readonly leaseSeconds: number;
  readonly run: (now: Date) => Promise<void>;
}

/** A job that failed is tried again after this, until its slot is a day old. */
const RETRY_MS = 5 * 60_000;
/** A slot that is older is nobody's any more. */
export const SLOT_MS = 24 * 3_600_000;

/**
 * Runs each job once a slot, whatever the number of workers that are awake: the unique row of (name, slot) is the
 * right to run it. A slot whose worker died is taken over when its lease lapses.
 */
export class JobRunner {
  private tasks: ScheduledTask[] = [];
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly pool: Pool,
    private readonly worker: string,
    private readonly jobs: readonly Job[],
  ) {}

  start(): void {
    this.tasks = this.jobs.map((job) => schedule(job.cron, () => this.track(this.wake(job)), { timezone: "UTC" }));
    this.tasks.push(schedule("* * * * *", () => this.track(this.resume()), { timezone: "UTC" }));
  }

  async stop(): Promise<void> {
    await Promise.all(this.tasks.map((task) => task.destroy()));
    await Promise.all(this.running);
  }

  /** Runs the job for the slot of `now`, unless another worker has it or had it. True when it ran here. */
  async wake(job: Job, now = new Date()): Promise<boolean> {
    const [inserted] = await this.pool.query<ResultSetHeader>(
      "INSERT IGNORE INTO jobs (name, slot, worker, lease_until, started_at) VALUES (?, ?, ?, ?, ?)",
      [job.name, slotOf(now), this.worker, leaseEnd(job, now), now],
    );
    if (inserted.affectedRows === 0) return false;
    await this.run(job, slotOf(now), now);
    return true;
  }

  /** Takes over slots that were begun and not finished, and those that failed. Gives how many ran here. */
  async resume(now = new Date()): Promise<number> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      "SELECT name, slot FROM jobs WHERE finished_at IS NULL AND lease_until < ? AND started_at > ?",
      [now, new Date(now.getTime() - SLOT_MS)],
    );
    let ran = 0;
    for (const { name, slot } of rows) {
      const job = this.jobs.find((one) => one.name === name);
      if (!job) continue;
      const [taken] = await this.pool.query<ResultSetHeader>(
        `UPDATE jobs SET worker = ?, lease_until = ?
         WHERE name = ? AND slot = ? AND finished_at IS NULL AND lease_until < ?`,
        [this.worker, leaseEnd(job, now), name, slot, now],
      );
      if (taken.affectedRows === 0) continue;
      await this.run(job, String(slot), now);
      ran += 1;
    }
    return ran;
  }

  private async run(job: Job, slot: string, now: Date): Promise<void> {
    const mine = [job.name, slot, this.worker];
    try {
      await job.run(now);
      await this.pool.query(
        "UPDATE jobs SET finished_at = ?, last_error = NULL WHERE name = ? AND slot = ? AND worker = ?",
        [new Date(), ...mine],
      );
    } catch (error) {
      console.error(`The job ${job.name} of ${slot} failed`, error);
      const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
      await this.pool.query(
        "UPDATE jobs SET last_error = ?, lease_until = ? WHERE name = ? AND slot = ? AND worker = ?",
        [reason, new Date(now.getTime() + RETRY_MS), ...mine],
      );
    }
  }

  private track(run: Promise<unknown>): void {
    const tracked = run
      .then(
        () => undefined,
        (error) => console.error("The jobs could not be looked at", error),
      )
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }
}

/** "2026-11-22T03:00": the minute nearest to `now`, because a timer may wake a little early. */
export function slotOf(now: Date): string {
  return new Date(Math.round(now.getTime() / 60_000) * 60_000).toISOString().slice(0, 16);
}

function leaseEnd(job: Job, now: Date): Date {
  return new Date(now.getTime() + job.leaseSeconds * 1_000);
}
