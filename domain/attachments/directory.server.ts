import { randomBytes } from "node:crypto";
import { mkdir, open, rename, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Left on the disk whatever is sent in: the database lies beside. */
const KEPT_FREE_BYTES = 256 * 1_048_576;

/** Where files lie: in the data directory, outside every web root, owner only. */
export function filesDirectory(): string {
  return join(process.env.TIMONERIE_DATA || ".data", "files");
}

/** Bytes lie under their hash, 256 directories of them. */
export function pathOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`Not a hash: ${sha256}`);
  return join(filesDirectory(), sha256.slice(0, 2), sha256);
}

/** Where a file is while it arrives and is looked at. */
export function incomingDirectory(): string {
  return join(filesDirectory(), "incoming");
}

export async function incomingPath(): Promise<string> {
  await mkdir(incomingDirectory(), { recursive: true, mode: 0o700 });
  return join(incomingDirectory(), randomBytes(16).toString("hex"));
}

/** Puts a file that was written and synced in its place, so that a power cut leaves it whole or not there. */
export async function settle(incoming: string, sha256: string): Promise<void> {
  const path = pathOf(sha256);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(incoming, path);
  const directory = await open(dirname(path), "r");
  await directory.sync().finally(() => directory.close());
}

/** Whether there is room for one more file of the largest size, beside what is always left free. */
export async function hasRoom(bytes: number): Promise<boolean> {
  await mkdir(filesDirectory(), { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(filesDirectory());
  return bavail * bsize >= bytes + KEPT_FREE_BYTES;
}

export function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
}
