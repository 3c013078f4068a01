import type { backupChecks, backupRuns } from "../schema/backups.ts";
import type { PlannedBackup } from "./backup-plans.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Run = Omit<typeof backupRuns.$inferInsert, "jobId">;
type Check = Omit<typeof backupChecks.$inferInsert, "jobId">;

export interface Told {
  /** Of what the runs and checks are, [from, to); what had not ended by then is not told. */
  readonly from: number;
  readonly to: number;
  /** The demo's instant: sizes are as planned then, and days are counted back from it. */
  readonly storyAt: number;
  /** Whether the machine could not be reached at an instant. */
  readonly isDown?: (machine: string, at: number) => boolean;
}

/** What a backup of the demo did, the same however often it is asked: a run's key is its time. */
export function toldRuns(plan: PlannedBackup, { from, to, storyAt, isDown = () => false }: Told): Run[] {
  return timesOf(plan, from, to).flatMap((at): Run[] => {
    const startedAt = at + 2_000 + Math.round(chance(plan.slug, at) * 20_000);
    const endedAt = startedAt + Math.round(plan.takesMinutes * MINUTE_MS * (0.9 + 0.25 * chance(plan.slug, at + 1)));
    if (endedAt > to || isDown(plan.machine, at)) return [];
    const key = { runKey: `demo-${new Date(at).toISOString()}`, startedAt: new Date(startedAt) };
    const failed = plan.failed?.find(({ daysBefore }) => daysBefore === dayBefore(at, storyAt));
    if (failed) {
      const ended = new Date(startedAt + (endedAt - startedAt) * 0.6);
      return [{ ...key, state: "failed", exitCode: 1, endedAt: ended, log: `${failed.log}\n`, toldAt: ended }];
    }
    const grown = (1 + plan.growthPerDay) ** ((at - storyAt) / DAY_MS);
    const bytes = Math.round(plan.bytes * grown * (0.996 + 0.008 * chance(plan.slug, at + 2)));
    const share = plan.addedShare === null ? 1 : plan.addedShare * (0.5 + chance(plan.slug, at + 3));
    const storedBytes = Math.round(plan.bytes * grown * (plan.addedShare === null ? 14 : 1.6));
    const ended = new Date(endedAt);
    const sizes = { bytes, addedBytes: Math.round(bytes * share), storedBytes };
    return [{ ...key, state: "succeeded", exitCode: 0, endedAt: ended, ...sizes, toldAt: ended }];
  });
}

/** Its check of each Sunday morning. */
export function toldChecks({ slug, check: method, machine }: PlannedBackup, told: Told): Check[] {
  if (method === null) return [];
  const sundays = timesOf({ minutes: [6 * 60 + 10], weekday: 0 }, told.from, told.to);
  return sundays.flatMap((time): Check[] => {
    const at = new Date(time + Math.round(chance(slug, time) * 20 * MINUTE_MS));
    if (at.getTime() > told.to || told.isDown?.(machine, time)) return [];
    return [
      {
        at,
        state: "succeeded",
        method,
        durationMs: Math.round((3 + 9 * chance(slug, time + 1)) * MINUTE_MS),
        toldAt: at,
      },
    ];
  });
}

/** The plan's times on the clocks of Paris. */
function timesOf(
  { minutes, weekday }: Pick<PlannedBackup, "minutes"> & { readonly weekday?: number },
  from: number,
  to: number,
): number[] {
  const times: number[] = [];
  for (let day = Math.floor(from / DAY_MS) * DAY_MS - DAY_MS; day < to; day += DAY_MS) {
    if (weekday !== undefined && new Date(day).getUTCDay() !== weekday) continue;
    for (const minute of minutes) {
      const guess = day + minute * MINUTE_MS;
      const at = guess - offsetMs(guess - HOUR_MS);
      if (at >= from && at < to) times.push(at);
    }
  }
  return times;
}

const HOUR_IN_PARIS = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Paris", hour: "2-digit", hourCycle: "h23" });

function offsetMs(at: number): number {
  return ((Number(HOUR_IN_PARIS.format(at)) - new Date(at).getUTCHours() + 24) % 24) * HOUR_MS;
}

function dayBefore(at: number, storyAt: number): number {
  return Math.floor(storyAt / DAY_MS) - Math.floor(at / DAY_MS);
}

/** From 0 to 1, always the same of one backup and instant: a mixer of 32 bits (splitmix). */
function chance(slug: string, at: number): number {
  let mixed = Math.floor(at / 1_000) | 0;
  for (const character of slug) mixed = Math.imul(mixed ^ character.charCodeAt(0), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16) ^ (at % 7), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
