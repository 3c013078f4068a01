import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projects } from "#db/schema/projects.ts";

import { namedJobs, runsOf } from "./rows.server.ts";
import { durationOf } from "./run.ts";
import { timesBetween } from "./schedule.ts";
import { scheduleOf } from "./standing.ts";

const DAY_MS = 24 * 3_600_000;
/** How long runs took is taken from so long back; a backup of which nothing is known is given an hour. */
const KNOWN_MS = 14 * DAY_MS;
const UNKNOWN_TOOK_MS = 3_600_000;

/** When a backup is made of a machine, as far as its schedule and its last runs say: [from, to) in epoch milliseconds. */
export interface BackupSpan {
  readonly slug: string;
  readonly name: string;
  readonly machineId: number;
  readonly machine: string;
  readonly from: number;
  readonly to: number;
}

/** The backups of the project's machines that are due within a window, in order of time. */
export async function backupSpans(
  db: Database,
  projectId: number,
  { from, to }: { readonly from: Date; readonly to: Date },
  now = new Date(),
): Promise<BackupSpan[]> {
  const [project] = await db.select({ timeZone: projects.timeZone }).from(projects).where(eq(projects.id, projectId));
  const jobs = await namedJobs(db, [projectId]);
  if (!project || jobs.length === 0) return [];
  const window = { from: new Date(now.getTime() - KNOWN_MS), to: now };
  const runs = await runsOf(
    db,
    jobs.map(({ job }) => job.id),
    window,
  );
  const spans = jobs.flatMap(({ job, machine }) => {
    const schedule = scheduleOf(job);
    if (!schedule || job.machineId === null || machine === null) return [];
    const took = (runs.get(job.id) ?? []).flatMap((run) => durationOf(run) ?? []).sort((one, other) => one - other);
    const takesMs = took[Math.floor(took.length / 2)] ?? UNKNOWN_TOOK_MS;
    const times = timesBetween(schedule, from.getTime() - takesMs + 1, to.getTime(), project.timeZone);
    const { slug, name, machineId } = job;
    return times.map((at) => ({ slug, name, machineId, machine, from: at, to: at + takesMs }));
  });
  return spans.sort((one, other) => one.from - other.from);
}
