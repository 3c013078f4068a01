import type { StoredSchema } from "./store.ts";

/** Of all schemas together: a thousand machines of 400 series, no two alike. A series may be 500 letters. */
export const MAX_CACHED_SERIES = 400_000;
/** What a schema takes beside its series, counted in series. */
const OWN_COST = 20;

/** Schemas in memory, by hash and by id. They never change; bounded by their series, the oldest are let go. */
export class SchemaCache {
  private readonly ids = new Map<number, StoredSchema>();
  private readonly hashes = new Map<string, StoredSchema>();
  private cost = 0;

  byHash(hash: string): StoredSchema | undefined {
    return this.hashes.get(hash);
  }

  byId(id: number): StoredSchema | undefined {
    return this.ids.get(id);
  }

  keep(schema: StoredSchema): void {
    if (this.ids.has(schema.id)) return;
    this.ids.set(schema.id, schema);
    this.hashes.set(schema.hash, schema);
    this.cost += costOf(schema);
    for (const [id, oldest] of this.ids) {
      if (this.cost <= MAX_CACHED_SERIES || id === schema.id) break;
      this.ids.delete(id);
      this.hashes.delete(oldest.hash);
      this.cost -= costOf(oldest);
    }
  }
}

function costOf({ series, positions }: StoredSchema): number {
  return OWN_COST + series.length + (positions?.length ?? 0);
}
