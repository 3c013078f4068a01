import type { BackupWord, RunWord } from "#collector/protocol/backups.ts";

import { pluginOf } from "../plugins/backups/index.ts";
import type { Run } from "../plugins/backups/plugin.ts";
import type { BackupJob } from "./config.ts";
import { Outbox } from "./outbox.ts";
import { ToldRuns } from "./told.ts";
import { Workshop } from "./workshop.ts";

/** Runs that are looked at in one reading, newest first: of a repository of years the old ones follow bit by bit. */
const MOST_A_READING = 20;
const ONE_JOB_MS = 180_000;

/** A job that could not be read, and why. */
export interface ReadProblem {
  readonly slug: string;
  readonly message: string;
}

/**
 * Puts every finished run that was not told yet into the outbox. A job that cannot be read is left out and reported; the
 * others' runs still go.
 */
export async function readBackups(
  dataDirectory: string,
  jobs: readonly BackupJob[],
  now: () => number = Date.now,
): Promise<ReadProblem[]> {
  const [outbox, told] = [new Outbox(dataDirectory), new ToldRuns(dataDirectory)];
  const problems: ReadProblem[] = [];
  for (const job of jobs) {
    if (outbox.isFull) break;
    try {
      const workshop = new Workshop(dataDirectory, now() + ONE_JOB_MS, { now });
      const plugin = pluginOf(job);
      const listed = await plugin.list(job, workshop);
      const fresh = listed.filter(({ key }) => !told.has(job.slug, key)).slice(0, MOST_A_READING);
      const present = listed.map(({ key }) => key);
      // The store's size is what its newest run left.
      const storedBytes = fresh[0] === listed[0] && fresh.length > 0 ? await plugin.stored?.(job) : undefined;
      for (const listing of fresh) {
        const run = await plugin.describe(job, listing, workshop);
        if (!run) continue;
        outbox.put(wordOf(job, listing === listed[0] ? { storedBytes, ...run } : { ...run, storedBytes: undefined }));
        told.keep(job.slug, [run.key], present);
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ slug: job.slug, message: message.slice(0, 300) });
    }
  }
  return problems;
}

/** A run as it is told. Unknown fields go without saying. */
export function wordOf(job: BackupJob, run: Run): RunWord {
  const { key: runKey, at: _at, name: _name, database, ...facts } = run;
  return { kind: "run", ...jobOf(job, database), runKey, ...facts };
}

/** The database is the configured one, else what the backup says of itself. */
export function jobOf(
  { slug, tool, database: configured }: BackupJob,
  read?: string,
): Pick<BackupWord, "slug" | "tool" | "database"> {
  const database = configured ?? read;
  return { slug, tool, ...(database === undefined ? {} : { database }) };
}
