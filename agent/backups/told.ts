import { readFileSync } from "node:fs";
import { join } from "node:path";

import { keepFile } from "./outbox.ts";

/**
 * Which runs of which job were handed to the outbox. A crash between the two hands one over again, which is kept once; what is
 * lost with this file is told again.
 */
export class ToldRuns {
  readonly #path: string;
  readonly #keys: Map<string, Set<string>>;

  constructor(private readonly dataDirectory: string) {
    this.#path = join(dataDirectory, "backups", "told.json");
    this.#keys = read(this.#path);
  }

  has(slug: string, key: string): boolean {
    return this.#keys.get(slug)?.has(key) === true;
  }

  /** Adds what was told, and forgets what is no longer there: `listed` is everything that is. */
  keep(slug: string, told: readonly string[], listed: readonly string[]): void {
    const before = this.#keys.get(slug) ?? new Set();
    this.#keys.set(slug, new Set(listed.filter((key) => before.has(key) || told.includes(key))));
    const kept = Object.fromEntries([...this.#keys].map(([name, keys]) => [name, [...keys]]));
    keepFile(this.dataDirectory, this.#path, `${JSON.stringify(kept)}\n`);
  }
}

function read(path: string): Map<string, Set<string>> {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, "utf8"));
    const entries = Object.entries(typeof kept === "object" && kept !== null ? kept : {});
    return new Map(entries.map(([slug, keys]) => [slug, new Set(Array.isArray(keys) ? keys : [])]));
  } catch {
    return new Map();
  }
}
