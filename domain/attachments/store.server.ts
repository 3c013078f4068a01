import { createHash, randomBytes } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { and, count, eq, gt, sum } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";

import { contentOf } from "./content.server.ts";
import { hasRoom, incomingPath, isFull, settle } from "./directory.server.ts";
import { BYTES_AN_HOUR, FILES_AN_HOUR, type FileRefusal, LARGEST_FILE_BYTES } from "./limits.ts";
import { shownName } from "./name.ts";

const HOUR_MS = 3_600_000;

export interface SentFile {
  /** Null for images of articles that are for all clients. */
  readonly projectId: number | null;
  /** Null for what came by mail: whoever reads mails counts them. */
  readonly uploaderId: string | null;
  /** As its sender wrote it. */
  readonly name: string;
  /** Read as they come, and no further than the largest file. */
  readonly bytes: AsyncIterable<Uint8Array> | Uint8Array;
}

export interface KeptFile {
  readonly publicId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/**
 * Keeps a file that somebody sends in, under its hash, belonging to nothing yet: `claimFiles` gives it to what was
 * written, and one that is never claimed is swept after a day. The row is there before the bytes are, so that a sweep
 * that runs meanwhile finds them wanted.
 */
export async function keepFile(
  db: Database,
  { projectId, uploaderId, name: sentName, bytes }: SentFile,
  now = new Date(),
): Promise<KeptFile | { readonly refused: FileRefusal }> {
  if (uploaderId !== null && !(await mayStillSend(db, uploaderId, now))) return { refused: "tooManyThisHour" };
  const name = shownName(sentName);
  let incoming: string | undefined;
  try {
    if (!(await hasRoom(LARGEST_FILE_BYTES))) return { refused: "diskFull" };
    incoming = await incomingPath();
    const received = await receive(bytes, incoming);
    if ("refused" in received) return received;
    const { sizeBytes, sha256 } = received;
    const content = await contentOf(incoming, sizeBytes, name);
    if ("refused" in content) return content;

    const kept = { publicId: randomBytes(16).toString("hex"), name, mediaType: content.mediaType, sizeBytes };
    await db.insert(attachments).values({ ...kept, projectId, uploaderId, sha256, createdAt: now });
    await settle(incoming, sha256);
    return kept;
  } catch (error) {
    if (isFull(error)) return { refused: "diskFull" };
    throw error;
  } finally {
    if (incoming) await rm(incoming, { force: true });
  }
}

async function mayStillSend(db: Database, uploaderId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - HOUR_MS);
  const [sent] = await db
    .select({ files: count(), bytes: sum(attachments.sizeBytes) })
    .from(attachments)
    .where(and(eq(attachments.uploaderId, uploaderId), gt(attachments.createdAt, since)));
  return (sent?.files ?? 0) < FILES_AN_HOUR && Number(sent?.bytes ?? 0) < BYTES_AN_HOUR;
}

/** Writes the bytes to the path as they come, and has them on the disk when it returns. */
async function receive(
  bytes: SentFile["bytes"],
  path: string,
): Promise<{ readonly sizeBytes: number; readonly sha256: string } | { readonly refused: FileRefusal }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      sizeBytes += chunk.length;
      if (sizeBytes > LARGEST_FILE_BYTES) return { refused: "tooLarge" };
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (sizeBytes === 0) return { refused: "empty" };
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}
