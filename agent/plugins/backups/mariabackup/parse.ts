import type { Run } from "../plugin.ts";

/** The names of what a backup says of itself: the second since MariaDB 11.1. */
export const INFO_FILES = ["xtrabackup_info", "mariadb_backup_info"];
export const CHECKPOINT_FILES = ["xtrabackup_checkpoints", "mariadb_backup_checkpoints"];

/** `name = value` by line. */
export function parseInfo(text: string): Readonly<Record<string, string>> {
  const lines = text.matchAll(/^(\w+) = ?(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = "", value = ""]) => [name, value.trim()]));
}

/** A backup that has ended: it writes its info last. Its times are those of the machine's own zone, in which we run too. */
export function runOf(info: Readonly<Record<string, string>>): Run | undefined {
  const { uuid = "", start_time, end_time } = info;
  const startedAt = localInstant(start_time);
  const endedAt = localInstant(end_time);
  if (!/^[\w-]{8,100}$/.test(uuid) || startedAt === undefined || endedAt === undefined) return undefined;
  return { key: uuid, at: startedAt, succeeded: true, startedAt, endedAt };
}

/** Whether the checkpoints are of a whole backup and not of an increment, which cannot be brought back alone. */
export function isFull(checkpoints: string): boolean {
  return /^backup_type = (full-backuped|full-prepared|log-applied)$/m.test(checkpoints);
}

/** "2026-11-22 02:00:05" in the zone of this process, epoch milliseconds. */
export function localInstant(text: string | undefined): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d) +(\d{1,2}):(\d\d):(\d\d)$/
    .exec(text ?? "")
    ?.slice(1)
    .map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}
