import { createHash } from "node:crypto";
import { type BigIntStats, createReadStream } from "node:fs";
import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

export interface Found {
  readonly files: number;
  readonly bytes: number;
}

/** Regular files below a directory. One with several names counts by each. Links are not followed. */
export async function foundIn(directory: string): Promise<Found> {
  let files = 0;
  let bytes = 0;
  for await (const { stats } of filesBelow(directory)) {
    files += 1;
    bytes += Number(stats.size);
  }
  return { files, bytes };
}

export async function bytesIn(directory: string): Promise<number> {
  return (await foundIn(directory)).bytes;
}

/** A line for people and for a comparison: "4 of 4 files, 600003 of 600003 bytes". */
export function found(back: Found, expected: Found): string {
  return `${back.files} of ${expected.files} files, ${back.bytes} of ${expected.bytes} bytes`;
}

/** The SHA-256 of each file's content, in order, one with several names once: what two copies of the same files share. */
export async function contentsIn(directory: string): Promise<string[]> {
  const digests: string[] = [];
  const seen = new Set<string>();
  for await (const { path, stats } of filesBelow(directory)) {
    const identity = `${stats.dev} ${stats.ino}`;
    if (stats.nlink > 1n && seen.has(identity)) continue;
    seen.add(identity);
    const hash = createHash("sha256");
    await pipeline(createReadStream(path), hash);
    digests.push(hash.digest("hex"));
  }
  return digests.sort();
}

async function* filesBelow(directory: string): AsyncGenerator<{ path: string; stats: BigIntStats }> {
  for await (const entry of await opendir(directory)) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield { path, stats: await lstat(path, { bigint: true }) };
  }
}
