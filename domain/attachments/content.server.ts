import { open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";

import { inspectGzip, isGzip, isZip, zipNames } from "./archive.server.ts";
import { type FileRefusal, MOST_PIXELS } from "./limits.ts";
import { isRunByName } from "./name.ts";
import { pictureOf } from "./picture.ts";

/** Enough to find the size of a photograph behind its camera's notes. */
const HEAD_BYTES = 1_048_576;
const TYPE_HEAD_BYTES = 65_536;

const PROGRAMS = /(?:msdownload|x-elf|mach-binary|portable-executable|ms-shortcut|ms\.shortcut|java-vm)/;

/** Documents that are archives, by a name that only theirs hold. */
const DOCUMENTS: readonly (readonly [name: string, mediaType: string])[] = [
  ["word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
];

let last: Promise<unknown> = Promise.resolve();

/**
 * What a file is, found in its bytes; its sender's word is never asked, and its name only to refuse it. Files are looked
 * at one at a time: unpacking is the one thing here that costs.
 */
export function contentOf(
  path: string,
  sizeBytes: number,
  name: string,
): Promise<{ readonly mediaType: string } | { readonly refused: FileRefusal }> {
  const turn = last.then(() => look(path, sizeBytes, name));
  last = turn.catch(() => undefined);
  return turn;
}

async function look(path: string, sizeBytes: number, name: string) {
  const head = await headOf(path, Math.min(sizeBytes, HEAD_BYTES));
  const mediaType = await typeOf(path, sizeBytes, head);
  if (typeof mediaType !== "string") return mediaType;
  const isText = mediaType === "text/plain";
  if (PROGRAMS.test(mediaType) || (isRunByName(name) && !isText)) return { refused: "program" as const };
  return { mediaType };
}

async function typeOf(path: string, sizeBytes: number, head: Buffer) {
  const picture = pictureOf(head);
  if (picture) {
    const isTooLarge = picture.width * picture.height > MOST_PIXELS;
    return isTooLarge ? { refused: "pictureTooLarge" as const } : picture.mediaType;
  }
  if (isZip(head)) {
    const names = await zipNames(path, sizeBytes);
    if ("refused" in names) return names;
    return DOCUMENTS.find(([name]) => names.includes(name))?.[1] ?? "application/zip";
  }
  if (isGzip(head)) return (await inspectGzip(path, sizeBytes)) ?? "application/gzip";
  // Before anything is taken for a program by its first two letters.
  if (isText(head)) return "text/plain";
  return otherType(head);
}

/** Pages show pictures only when their size is known; a file that begins like one and tells no size is no picture here. */
async function otherType(head: Buffer): Promise<string> {
  const found = await fileTypeFromBuffer(head.subarray(0, TYPE_HEAD_BYTES)).catch(() => undefined);
  const isShown = /^image\/(?:png|apng|jpeg|gif|webp)$/.test(found?.mime ?? "");
  return !found || isShown ? "application/octet-stream" : found.mime;
}

/** No control characters but those that logs hold: tabs, ends of lines and of pages, and what colours a terminal. */
function isText(head: Buffer): boolean {
  return head.every((byte) => (byte >= 0x20 && byte !== 0x7f) || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

async function headOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const head = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(head, 0, bytes, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
