import { link, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, inArray, lt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";

import { isPending } from "./claims.server.ts";
import { filesDirectory, incomingDirectory, pathOf } from "./directory.server.ts";

/** Longer than anybody writes, and than anything arrives. */
const KEPT_PENDING_MS = 24 * 3_600_000;

/**
 * Forgets files that were sent in and never claimed, and removes bytes that no row names. May be run again, and
 * while files arrive: what has just arrived is younger than a day.
 */
export async function sweepFiles(db: Database, now = new Date()): Promise<{ rows: number; files: number }> {
  const before = new Date(now.getTime() - KEPT_PENDING_MS);
  const [{ affectedRows: rows }] = await db
    .delete(attachments)
    .where(and(isPending(), lt(attachments.createdAt, before)));

  let files = 0;
  for (const name of await listed(incomingDirectory())) {
    const path = join(incomingDirectory(), name);
    if (await isOlder(path, before)) await rm(path, { force: true });
  }
  for (const directory of await listed(filesDirectory())) {
    if (!/^[0-9a-f]{2}$/.test(directory)) continue;
    files += await sweepDirectory(db, directory, before);
  }
  return { rows, files };
}

async function sweepDirectory(db: Database, directory: string, before: Date): Promise<number> {
  const hashes = (await listed(join(filesDirectory(), directory))).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const wanted = await namedIn(db, hashes);
  let removed = 0;
  for (const sha256 of hashes) {
    if (!wanted.has(sha256) && (await isOlder(pathOf(sha256), before))) removed += await remove(db, sha256);
  }
  return removed;
}

/**
 * The same bytes may be sent in at this moment: they are put aside first, and put back when a row names them by then.
 * Whoever sends them in writes the row before it puts the bytes in their place, so one of the two sees the other.
 */
async function remove(db: Database, sha256: string): Promise<number> {
  const path = pathOf(sha256);
  const aside = join(incomingDirectory(), `${sha256}.swept`);
  await rename(path, aside);
  const isWanted = (await namedIn(db, [sha256])).has(sha256);
  if (isWanted) await link(aside, path).catch(unless("EEXIST"));
  await rm(aside, { force: true });
  return isWanted ? 0 : 1;
}

async function namedIn(db: Database, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ sha256: attachments.sha256 })
    .from(attachments)
    .where(hashes.length === 1 ? eq(attachments.sha256, hashes[0] ?? "") : inArray(attachments.sha256, [...hashes]));
  return new Set(rows.map(({ sha256 }) => sha256));
}

async function isOlder(path: string, before: Date): Promise<boolean> {
  const found = await stat(path).catch(unless("ENOENT"));
  return found !== undefined && found.mtime < before;
}

async function listed(directory: string): Promise<string[]> {
  return (await readdir(directory).catch(unless("ENOENT"))) ?? [];
}

function unless(code: string): (error: unknown) => undefined {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code !== code) throw error;
    return undefined;
  };
}
