import type * as fs from "node:fs";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * A disk whose power can be cut: what was synced is there afterwards; of what was written since, a part is, torn at any byte
 * or ending in zeros; a new file whose directory was not synced may be missing; a deleted one may be back.
 */
export class PowerCutDisk {
  readonly #liesAboutSync: boolean;
  readonly #paths = new Map<number, string>();
  /** Bytes of each file that are on the disk for sure. */
  readonly #durable = new Map<string, Buffer>();
  /** Files whose names are. */
  readonly #named = new Set<string>();

  constructor({ liesAboutSync = false }: { liesAboutSync?: boolean } = {}) {
    this.#liesAboutSync = liesAboutSync;
  }

  /** The functions of node:fs that tell what is durable. */
  wrap(real: typeof fs): typeof fs {
    const openSync: typeof fs.openSync = (path, ...rest) => {
      const file = real.openSync(path, ...rest);
      this.#paths.set(file, String(path));
      return file;
    };
    const fdatasyncSync = (file: number) => {
      real.fdatasyncSync(file);
      const path = this.#paths.get(file);
      if (path && !this.#liesAboutSync) this.#durable.set(path, readFileSync(path));
    };
    const fsyncSync = (file: number) => {
      real.fsyncSync(file);
      const directory = this.#paths.get(file);
      if (!directory || this.#liesAboutSync) return;
      for (const name of readdirSync(directory)) this.#named.add(join(directory, name));
    };
    return { ...real, openSync, fdatasyncSync, fsyncSync };
  }

  /** Writes into `to` what is left of `from` after the cut. */
  restore(from: string, to: string): void {
    mkdirSync(to, { recursive: true });
    const written = readdirSync(from).map((name) => join(from, name));
    for (const path of new Set([...written, ...this.#durable.keys()])) {
      if (dirname(path) !== from) continue;
      const isNamed = this.#named.has(path);
      if (!isNamed && Math.random() < 0.5) continue;
      const durable = this.#durable.get(path) ?? Buffer.alloc(0);
      // Deleted before the cut: the deletion itself was not synced.
      if (!existsSync(path) && Math.random() < 0.5) continue;
      const now = existsSync(path) ? readFileSync(path) : durable;
      writeFileSync(join(to, path.slice(from.length + 1)), torn(durable, now));
    }
  }
}

/** Everything that is durable, then some of the rest, or zeros where its length was written and its bytes were not. */
function torn(durable: Buffer, now: Buffer): Buffer {
  // Emptied since: the truncation may or may not have reached the disk.
  if (now.length < durable.length) return Math.random() < 0.5 ? durable : now;
  const rest = now.subarray(durable.length);
  const some = rest.subarray(0, Math.floor(Math.random() * (rest.length + 1)));
  const zeros = Buffer.alloc(Math.random() < 0.5 ? Math.floor(Math.random() * 64) : 0);
  return Buffer.concat([durable, some, zeros]);
}
