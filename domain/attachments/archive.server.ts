import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";

import { ARCHIVE, type FileRefusal } from "./limits.ts";

const ZIP = 0x504b0304;
const EMPTY_ZIP = 0x504b0506;
const SYMLINK = 0o120000;
const KIND_OF_FILE = 0o170000;

/** What the outermost archive has left for those in it. */
interface Budget {
  readonly sizeBytes: number;
  entries: number;
  unpackedBytes: number;
}

class Refused extends Error {
  constructor(readonly reason: FileRefusal) {
    super(reason);
  }
}

export function isZip(head: Buffer): boolean {
  return head.length >= 4 && [ZIP, EMPTY_ZIP].includes(head.readUInt32BE(0));
}

export function isGzip(head: Buffer): boolean {
  return head.length >= 2 && head.readUInt16BE(0) === 0x1f8b;
}

/**
 * The names in a zip that whoever unpacks it need not fear: few enough, none outside its own directory, none a link,
 * and together no larger than it says and than an archive may become. What lies is found by unpacking it into nothing,
 * never further than it says; an archive in it is looked at in the same way, within the same limits.
 */
export async function zipNames(path: string, sizeBytes: number): Promise<string[] | { readonly refused: FileRefusal }> {
  const budget = { sizeBytes, entries: 0, unpackedBytes: 0 };
  return refusing(async () => (await inspect(path, budget, 0)).map(({ fileName }) => fileName));
}

/** Whether a gzip becomes no more than it may. */
export async function inspectGzip(path: string, sizeBytes: number): Promise<null | { readonly refused: FileRefusal }> {
  return refusing(async () => {
    const unpacked = createReadStream(path).pipe(createGunzip({ chunkSize: 256 * 1024 }));
    let bytes = 0;
    for await (const chunk of unpacked) {
      bytes += (chunk as Buffer).length;
      refuseOversize(bytes, sizeBytes);
    }
    return null;
  });
}

async function refusing<T>(look: () => Promise<T>): Promise<T | { readonly refused: FileRefusal }> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason };
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && /^E[A-Z]+$/.test(code)) throw error;
    // The words of yauzl: it refuses paths that leave the archive, and what is longer than it says.
    if (/relative path|absolute path|characters in fileName/.test(message)) return { refused: "archiveEscapes" };
    return { refused: /too many bytes/.test(message) ? "archiveTooLarge" : "archiveBroken" };
  }
}

async function inspect(path: string, budget: Budget, depth: number): Promise<Entry[]> {
  const zip = await yauzl.openPromise(path, { autoClose: false });
  try {
    const entries = await entriesOf(zip, budget);
    for (const entry of entries) {
      if (!entry.fileName.endsWith("/") && entry.canDecodeFileData()) await unpack(zip, entry, path, budget, depth);
    }
    return entries;
  } finally {
    zip.close();
  }
}

/** Reads the directory of the archive: nothing is unpacked before all of it is known. */
async function entriesOf(zip: ZipFile, budget: Budget): Promise<Entry[]> {
  if (budget.entries + zip.entryCount > ARCHIVE.entries) throw new Refused("archiveEntries");
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  budget.entries += entries.length;
  for (const { externalFileAttributes, uncompressedSize } of entries) {
    if (((externalFileAttributes >>> 16) & KIND_OF_FILE) === SYMLINK) throw new Refused("archiveEscapes");
    budget.unpackedBytes += uncompressedSize;
  }
  refuseOversize(budget.unpackedBytes, budget.sizeBytes);
  return entries;
}

async function unpack(zip: ZipFile, entry: Entry, path: string, budget: Budget, depth: number): Promise<void> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let start = Buffer.alloc(0);
  let next = await chunks.next();
  // Whoever wants to hide what begins here would send it byte by byte.
  for (; !next.done && start.length < 4; next = await chunks.next()) start = Buffer.concat([start, next.value]);
  if (!isZip(start)) {
    while (!next.done) next = await chunks.next();
    return;
  }
  if (depth >= ARCHIVE.depth) {
    stream.destroy();
    throw new Refused("archiveNested");
  }
  const inner = `${path}.inner`;
  try {
    await pipeline(
      async function* () {
        yield start;
        for (; !next.done; next = await chunks.next()) yield next.value;
      },
      createWriteStream(inner, { mode: 0o600 }),
    );
    await inspect(inner, budget, depth + 1);
  } finally {
    await rm(inner, { force: true });
  }
}

function refuseOversize(unpackedBytes: number, sizeBytes: number): void {
  const isBomb = unpackedBytes > ARCHIVE.ratioFromBytes && unpackedBytes > ARCHIVE.ratio * sizeBytes;
  if (isBomb || unpackedBytes > ARCHIVE.unpackedBytes) throw new Refused("archiveTooLarge");
}
