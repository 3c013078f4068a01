import { mkdirSync, statfsSync } from "node:fs";

import { StartRefused } from "./start-refused.ts";

/** Free bytes below which nothing is started: InnoDB's own files and a day of samples of a small platform. */
const ROOM_NEEDED_BYTES = 512 * 1024 * 1024;

/** Throws StartRefused, in one line, where the disk of the directory has no room. */
export function requireRoom(root: string, neededBytes = ROOM_NEEDED_BYTES): void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < neededBytes) throw new StartRefused(noRoom(root, bavail * bsize, neededBytes));
}

/** The line for a disk that is full, or nearly. */
export function noRoom(root: string, freeBytes: number, neededBytes = ROOM_NEEDED_BYTES): string {
  const megabytes = (count: number) => `${Math.floor(count / 1024 / 1024)} MB`;
  return `No room for the database: ${megabytes(freeBytes)} free under ${root}, ${megabytes(neededBytes)} needed. Free some, or set TIMONERIE_DATA to a directory on another disk.`;
}

/** Whether MariaDB's words are about a full disk. */
export function isDiskFull(text: string): boolean {
  return /No space left on device|[Ee]rrcode: 28\b|disk is full/i.test(text);
}
