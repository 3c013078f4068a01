import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Database } from "#db/client.server.ts";
import { FILES_A_MESSAGE, type FileRefusal } from "#domain/attachments/limits.ts";
import { keepFile } from "#domain/attachments/store.server.ts";

import type { MailAttachment } from "./parsed.ts";

/** What became of a mail's files: ids to claim, and names that were not kept, each with its reason. */
export interface KeptFiles {
  readonly publicIds: string[];
  readonly refused: { name: string; reason: string }[];
}

/** The disk has no room: the mail has to come again, whole. */
export class NoRoomForMail extends Error {}

/**
 * Keeps a mail's files for a project, before the transaction that claims them. What is refused (a program, a bomb) is named
 * and left out, and the mail goes on; only where the disk is full the whole mail is put off.
 */
export async function keepFiles(
  db: Database,
  projectId: number,
  files: readonly Pick<MailAttachment, "name" | "bytes">[],
  now: Date,
): Promise<KeptFiles> {
  const kept: KeptFiles = { publicIds: [], refused: [] };
  for (const [n, { name, bytes }] of files.entries()) {
    const answer =
      n < FILES_A_MESSAGE ? await keep(db, projectId, { name, bytes }, now) : { refused: "tooMany" as const };
    if ("publicId" in answer) kept.publicIds.push(answer.publicId);
    else kept.refused.push({ name, reason: answer.refused });
  }
  return kept;
}

async function keep(
  db: Database,
  projectId: number,
  { name, bytes }: Pick<MailAttachment, "name" | "bytes">,
  now: Date,
): Promise<{ publicId: string } | { refused: FileRefusal }> {
  const answer = await keepFile(db, { projectId, uploaderId: null, name: name || "sans-nom", bytes }, now);
  if ("refused" in answer && answer.refused === "diskFull") throw new NoRoomForMail("No room for a mail's files");
  return answer;
}

export interface WaitingFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Puts the files of a mail that waits for a decision aside, under their hashes, on the disk when it returns. */
export async function putAside(files: readonly MailAttachment[]): Promise<WaitingFile[]> {
  const aside: WaitingFile[] = [];
  for (const { name, bytes } of files) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await write(asidePath(sha256), bytes);
    aside.push({ name, sizeBytes: bytes.byteLength, sha256 });
  }
  return aside;
}

/** The bytes of a file put aside. */
export async function readAside({ sha256 }: Pick<WaitingFile, "sha256">): Promise<Uint8Array> {
  return readFile(asidePath(sha256));
}

export async function removeAside(sha256: string): Promise<void> {
  await rm(asidePath(sha256), { force: true });
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const arriving = `${path}.${randomBytes(4).toString("hex")}`;
  try {
    const file = await open(arriving, "wx", 0o600);
    await file
      .writeFile(bytes)
      .then(() => file.sync())
      .finally(() => file.close());
    await rename(arriving, path);
  } catch (error) {
    await rm(arriving, { force: true });
    const isFull = ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
    throw isFull ? new NoRoomForMail("No room for a mail's files") : error;
  }
}

function asidePath(sha256: string): string {
  return join(process.env.TIMONERIE_DATA || ".data", "mails", sha256.slice(0, 2), sha256);
}
