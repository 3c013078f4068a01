import type { BackupJob } from "../../backups/config.ts";
import type { Workshop } from "../../backups/workshop.ts";

/** A finished run that is there. Instants in epoch milliseconds; what is unknown is absent. */
export interface Run {
  /** What the tool calls it: at most 100 printable characters. */
  readonly key: string;
  readonly at: number;
  /** What the tool's commands take for it, where that is not the key. */
  readonly name?: string;
  readonly succeeded: boolean;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly bytes?: number;
  readonly addedBytes?: number;
  readonly storedBytes?: number;
  readonly files?: number;
  readonly log?: string;
  readonly database?: string;
}

export interface Checked {
  readonly succeeded: boolean;
  /** "restic check --read-data-subset=1/7": what was done. */
  readonly method: string;
  readonly log: string;
}

/** What came back into the scratch directory. */
export interface Restored {
  readonly succeeded: boolean;
  /** Until what came back could be used, without what only compares it. */
  readonly tookMs: number;
  readonly pointAt: number;
  readonly bytes: number;
  readonly files: number;
  readonly evidence: string;
}

/** Reads the finished jobs of one tool. Throws a sentence where it cannot; it writes nothing but into its workshop. */
export interface BackupPlugin<Job extends BackupJob = BackupJob> {
  /** What a cheap look finds, newest first, at most MAX_LISTED. */
  list(job: Job, workshop: Workshop): Promise<readonly Run[]>;
  /** Looks closer at a run; undefined where it turns out to be unfinished. */
  describe(job: Job, run: Run, workshop: Workshop): Promise<Run | undefined>;
  /** The size of the whole store now, in bytes; undefined where that would cost too much. */
  stored?(job: Job): Promise<number | undefined>;
  /** Whether what is kept can be read: all of it, or where runs stand alone the newest. Absent where only a restore can tell. */
  check?(job: Job, newest: Run, workshop: Workshop): Promise<Checked>;
  /** Room that a restore of the run takes in the scratch directory, in bytes. */
  room(job: Job, run: Run, workshop: Workshop): Promise<number>;
  restore(job: Job, run: Run, scratch: string, workshop: Workshop): Promise<Restored>;
}

export const MAX_LISTED = 500;
