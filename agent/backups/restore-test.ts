import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";

import type { CheckWord, RestoreWord } from "#collector/protocol/backups.ts";
import { pluginOf } from "../plugins/backups/index.ts";
import type { Run } from "../plugins/backups/plugin.ts";
import type { BackupJob } from "./config.ts";
import { Outbox } from "./outbox.ts";
import { endLeftServers } from "./private-server.ts";
import { jobOf } from "./read.ts";
import { Workshop } from "./workshop.ts";

export interface RestoreTest {
  readonly dataDirectory: string;
  readonly job: BackupJob;
  /** Where scratch directories are made. */
  readonly scratchRoot: string;
  readonly isCheckOnly?: boolean;
  readonly isRestoreOnly?: boolean;
  readonly now?: () => number;
  /** Ends everything, and what was begun is cleaned up. */
  readonly signal?: AbortSignal;
  /** Bytes that may be written under a directory. */
  readonly freeBytes?: (directory: string) => Promise<number>;
}

export interface Proven {
  readonly check?: CheckWord;
  readonly restore?: RestoreWord;
}

const LONGEST_MS = 24 * 3_600_000;
const PREFIX = "timonerie-restore-";
/** What stays free for everybody else. */
const SPARE_BYTES = 100_000_000;

/**
 * Checks what a job keeps, then brings its newest backup back into a scratch directory, compares, times it and cleans up. What
 * was found is in the outbox when it returns. Throws a sentence where nothing could be found out: then nothing is told.
 */
export async function restoreTest(test: RestoreTest): Promise<Proven> {
  const { dataDirectory, job, now = Date.now } = test;
  const workshop = new Workshop(dataDirectory, now() + LONGEST_MS, { now, signal: test.signal });
  const outbox = new Outbox(dataDirectory);
  const run = await newestRun(job, workshop);
  const check = test.isRestoreOnly ? undefined : await checked(job, run, workshop);
  if (check) outbox.put(check);
  const restore = test.isCheckOnly ? undefined : await restored(test, run, workshop);
  if (restore) outbox.put(restore);
  return { check, restore };
}

/** The newest run that has ended; one may be under way. */
async function newestRun(job: BackupJob, workshop: Workshop): Promise<Run> {
  const plugin = pluginOf(job);
  for (const listed of (await plugin.list(job, workshop)).slice(0, 3)) {
    const run = await plugin.describe(job, listed, workshop);
    if (run) return run;
  }
  throw new Error("there is no finished backup yet");
}

async function checked(job: BackupJob, newest: Run, workshop: Workshop): Promise<CheckWord | undefined> {
  const at = workshop.now();
  const found = await pluginOf(job).check?.(job, newest, workshop);
  return found && { kind: "check", ...jobOf(job, newest.database), at, ...found, durationMs: workshop.now() - at };
}

async function restored(
  { job, scratchRoot, freeBytes = bytesFree }: RestoreTest,
  run: Run,
  workshop: Workshop,
): Promise<RestoreWord> {
  const plugin = pluginOf(job);
  mkdirSync(scratchRoot, { recursive: true, mode: 0o700 });
  cleanLeft(scratchRoot);
  const needed = Math.ceil((await plugin.room(job, run, workshop)) * 1.1) + SPARE_BYTES;
  const free = await freeBytes(scratchRoot);
  if (free < needed) throw new Error(`${scratchRoot} has ${free} bytes free, and ${needed} are needed`);

  const scratch = join(scratchRoot, `${PREFIX}${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(scratch, { mode: 0o700 });
  try {
    const at = workshop.now();
    const { tookMs: durationMs, ...found } = await plugin.restore(job, run, scratch, workshop);
    return { kind: "restore", ...jobOf(job, run.database), at, durationMs, ...found };
  } finally {
    remove(scratch);
  }
}

async function bytesFree(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

/** What runners that were killed left behind. */
function cleanLeft(scratchRoot: string): void {
  for (const name of readdirSync(scratchRoot)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    endLeftServers(join(scratchRoot, name));
    remove(join(scratchRoot, name));
  }
}

/** Also directories that came back without the right to write in them. */
export function remove(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EACCES") throw error;
    open(directory);
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

function open(directory: string): void {
  if (!lstatSync(directory).isDirectory()) return;
  chmodSync(directory, 0o700);
  for (const name of readdirSync(directory)) open(join(directory, name));
}
