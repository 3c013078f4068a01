import { createHash } from "node:crypto";
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import type { BackupWord } from "#collector/protocol/backups.ts";

export interface Waiting {
  readonly name: string;
  readonly text: string;
}

/** Beyond this nothing more is read from repositories, where it stays and is read later. */
const MAX_WAITING = 1_000;

/**
 * Words that wait to be told, a file each: they outlive the process, the machine's reboot and a collector that is away. The
 * same word twice is one file.
 */
export class Outbox {
  readonly #directory: string;

  constructor(private readonly dataDirectory: string) {
    this.#directory = join(dataDirectory, "backups", "outbox");
  }

  get isFull(): boolean {
    return this.#names().length >= MAX_WAITING;
  }

  /** On disk when it returns. */
  put(word: BackupWord): void {
    const text = JSON.stringify(word);
    const at = word.kind === "run" ? (word.endedAt ?? word.startedAt ?? 0) : word.at;
    const identity = word.kind === "run" ? `${word.slug} ${word.runKey}` : text;
    const hash = createHash("sha256").update(identity).digest("hex").slice(0, 16);
    keepFile(this.dataDirectory, join(this.#directory, `${String(at).padStart(14, "0")}-${hash}.json`), text);
  }

  /** The oldest that together are no longer than `bytes`, at least one, at most `most`. */
  next(most: number, bytes: number): Waiting[] {
    const batch: Waiting[] = [];
    let length = 0;
    for (const name of this.#names().slice(0, most)) {
      const text = readFileSync(join(this.#directory, name), "utf8");
      length += text.length;
      if (batch.length > 0 && length > bytes) break;
      batch.push({ name, text });
    }
    return batch;
  }

  settle(batch: readonly Waiting[]): void {
    for (const { name } of batch) rmSync(join(this.#directory, name), { force: true });
  }

  #names(): string[] {
    try {
      return readdirSync(this.#directory)
        .filter((name) => name.endsWith(".json"))
        .sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }
}

/**
 * Writes a file of the data directory whole or not at all. Root, who may have started the reader by hand, leaves it to the
 * directory's owner.
 */
export function keepFile(dataDirectory: string, path: string, text: string): void {
  const directory = join(path, "..");
  const made = mkdirSync(directory, { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}.new`;
  const file = openSync(fresh, "w", 0o600);
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(dataDirectory);
    chownSync(fresh, uid, gid);
    if (made) for (const one of [join(directory, ".."), directory]) chownSync(one, uid, gid);
  }
  renameSync(fresh, path);
  const folder = openSync(directory, "r");
  fsyncSync(folder);
  closeSync(folder);
}
