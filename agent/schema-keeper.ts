import { type Schema, schemaOf } from "./sample.ts";

/** A new schema costs a row for ever and a declaration: at most one a minute. */
const CHANGE_MS = 60_000;
/** A series that is missing for so long is gone; a shorter absence is a null. */
const GONE_MS = 600_000;

/** Decides the schema of each snapshot. A series that appears between two changes waits for the next one. */
export class SchemaKeeper {
  #schema: Schema | undefined;
  #known = new Set<string>();
  #changedAt = Number.NEGATIVE_INFINITY;
  readonly #seenAt = new Map<string, number>();

  schemaFor(keys: Iterable<string>, monotonicMs: number): Schema {
    let isNew = false;
    for (const key of keys) {
      isNew ||= !this.#known.has(key);
      this.#seenAt.set(key, monotonicMs);
    }
    const isGone = [...this.#seenAt.values()].some((at) => monotonicMs - at >= GONE_MS);
    if (this.#schema && (!(isNew || isGone) || monotonicMs - this.#changedAt < CHANGE_MS)) return this.#schema;

    for (const [key, at] of this.#seenAt) if (monotonicMs - at >= GONE_MS) this.#seenAt.delete(key);
    this.#known = new Set(this.#seenAt.keys());
    this.#changedAt = monotonicMs;
    const schema = schemaOf(this.#known);
    if (schema.hash !== this.#schema?.hash) this.#schema = schema;
    return this.#schema ?? schema;
  }
}
