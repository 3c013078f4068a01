import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

import { BEGINNING_BYTES, type DumpEnd, databaseIn, END_BYTES, parseEnd, TableCount } from "./parse.ts";

/** A dump as text, unpacked where it is packed. */
export function openDump(path: string): Readable {
  const file = createReadStream(path);
  if (!path.endsWith(".gz")) return file;
  const plain = createGunzip();
  file.on("error", (error) => plain.destroy(error)).pipe(plain);
  return plain;
}

export interface DumpRead extends DumpEnd {
  readonly database?: string;
  /** Of its text, unpacked. */
  readonly bytes: number;
  readonly tables: number;
  /** Why it cannot be unpacked. */
  readonly problem?: string;
}

/** Reads a dump from its beginning to its end: a packed one shows only then whether it is whole. */
export async function readDump(path: string): Promise<DumpRead> {
  let [bytes, head, tail, rest] = [0, "", "", ""];
  const count = new TableCount();
  try {
    for await (const part of openDump(path)) {
      bytes += part.length;
      const text = (part as Buffer).toString("latin1");
      if (head.length < BEGINNING_BYTES) head += text.slice(0, BEGINNING_BYTES);
      tail = (tail + text).slice(-END_BYTES);
      const lines = (rest + text).split("\n");
      // Lines that insert rows may be a megabyte long: of one that is not whole yet only its beginning counts.
      rest = (lines.pop() ?? "").slice(0, 200);
      for (const line of lines) count.take(line);
    }
  } catch (error) {
    return { isComplete: false, bytes, tables: count.tables, problem: (error as Error).message };
  }
  return { ...parseEnd(tail), database: databaseIn(head), bytes, tables: count.tables };
}
