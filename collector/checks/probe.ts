import type { CheckRun, PlannedCheck } from "#domain/checks/check.ts";
import { badInARow, nextRunAt, type Past } from "#domain/checks/schedule.ts";

import type { Look } from "./result.ts";

/** Where a probe takes its checks from and brings its runs to: the database here, the collector from elsewhere. */
export interface Desk {
  checks(): Promise<readonly PlannedCheck[]>;
  /** Throws where the run could not be kept now and should be brought again. */
  record(run: CheckRun): Promise<void>;
}

/** One look at what a check is about. `at` is when it began, epoch milliseconds. */
export type LookAt = (check: PlannedCheck, signal: AbortSignal, at: number) => Promise<Look>;

const AT_ONCE = 20;
/** What does not end by its own time-out is given up: our fault, not the shop's. */
const GRACE_MS = 8_000;
/** Runs kept while the desk does not answer: a day of a check every thirty seconds. */
const MOST_WAITING = 3_000;

/** Runs checks when they are due: many at once, but one journey at a time, since a browser takes a whole core. */
export class Probe {
  private checks: readonly PlannedCheck[] = [];
  private readonly pasts = new Map<number, Past>();
  private readonly running = new Map<number, Promise<void>>();
  private waiting: CheckRun[] = [];
  private isJourneyUnderWay = false;

  constructor(
    private readonly desk: Desk,
    private readonly lookAt: LookAt,
    private readonly now: () => number = Date.now,
  ) {}

  async readChecks(): Promise<void> {
    this.checks = await this.desk.checks();
    const known = new Set(this.checks.map(({ id }) => id));
    for (const id of this.pasts.keys()) if (!known.has(id)) this.pasts.delete(id);
  }

  /** Begins every run that is due. */
  begin(): void {
    for (const check of this.checks) {
      if (this.running.size >= AT_ONCE) return;
      const isJourney = check.target.kind === "journey";
      if (this.running.has(check.id) || (isJourney && this.isJourneyUnderWay)) continue;
      if (nextRunAt(check, this.pasts.get(check.id)) > this.now()) continue;
      if (isJourney) this.isJourneyUnderWay = true;
      const run = this.run(check).finally(() => {
        this.running.delete(check.id);
        if (isJourney) this.isJourneyUnderWay = false;
      });
      this.running.set(check.id, run);
    }
  }

  /** Brings what was found, in order. What cannot be kept now waits; the oldest are given up when too many do. */
  async bring(): Promise<void> {
    for (let run = this.waiting[0]; run; run = this.waiting[0]) {
      await this.desk.record(run);
      this.waiting.shift();
    }
  }

  /** Waits for the runs under way. */
  async settled(): Promise<void> {
    await Promise.all(this.running.values());
  }

  /** Begins no further run, waits for those under way and brings them. */
  async end(): Promise<void> {
    this.checks = [];
    await this.settled();
    await this.bring();
  }

  private async run(check: PlannedCheck): Promise<void> {
    const at = this.now();
    const began = performance.now();
    const look = await this.look(check, at);
    const durationMs = Math.round(performance.now() - began);
    const before = this.pasts.get(check.id)?.badInARow ?? 0;
    this.pasts.set(check.id, { at, durationMs, badInARow: badInARow(before, look.outcome) });
    this.waiting = [...this.waiting.slice(1 - MOST_WAITING), { checkId: check.id, at, durationMs, ...look }];
  }

  private async look(check: PlannedCheck, at: number): Promise<Look> {
    const signal = AbortSignal.timeout(check.timeoutMs);
    let giveUp: NodeJS.Timeout | undefined;
    const stuck = new Promise<Look>((resolve) => {
      giveUp = setTimeout(() => resolve(blind("stuck")), check.timeoutMs + GRACE_MS);
    });
    try {
      return await Promise.race([this.lookAt(check, signal, at), stuck]);
    } catch (error) {
      console.error(`check ${check.id} could not run`, error);
      return blind("probe");
    } finally {
      clearTimeout(giveUp);
    }
  }
}

function blind(reason: string): Look {
  return { outcome: "blind", reason, timings: {}, evidence: {} };
}
