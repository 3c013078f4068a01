import type { StoredSchema } from "./store.ts";

/** Of all schemas together: a thousand machines of 400 series, no two alike. A series may be 500 letters. */
export const MAX_CACHED_SERIES = 400_000;
/**
 * After this a sender's schema is looked up again, which takes back that it is unused. Half as long as one that was found
 * unused stays (db/metrics/schema-pruning.server.ts), so that nobody writes under one that is gone.
 */
const SENDERS_ASK_AGAIN_MS = 12 * 3_600_000;
/** What a schema takes beside its series, counted in series. */
const OWN_COST = 20;

interface Instant {
  readonly wallMs: number;
  /** Of a clock that nobody sets; it may stand still while the machine sleeps. */
  readonly steadyMs: number;
}

/** Schemas in memory, by hash (for senders) and by id (for readers). They never change; bounded by their series, the oldest are let go. */
export class SchemaCache {
  private readonly ids = new Map<number, StoredSchema>();
  private readonly hashes = new Map<string, { schema: StoredSchema; since: Instant }>();
  private cost = 0;

  constructor(private readonly clock = (): Instant => ({ wallMs: Date.now(), steadyMs: performance.now() })) {}

  byHash(hash: string): StoredSchema | undefined {
    const found = this.hashes.get(hash);
    if (!found) return undefined;
    const { wallMs, steadyMs } = this.clock();
    const ageMs = Math.max(wallMs - found.since.wallMs, steadyMs - found.since.steadyMs);
    return ageMs > SENDERS_ASK_AGAIN_MS ? undefined : found.schema;
  }

  byId(id: number): StoredSchema | undefined {
    return this.ids.get(id);
  }

  /** As a sender asked for it: from now on it is known by its hash, too. Gives the one that is in memory. */
  keepNamed(schema: StoredSchema): StoredSchema {
    const kept = this.keep(schema);
    this.hashes.set(kept.hash, { schema: kept, since: this.clock() });
    return kept;
  }

  /** Gives the one that is in memory. */
  keep(schema: StoredSchema): StoredSchema {
    const known = this.ids.get(schema.id);
    if (known) return known;
    this.ids.set(schema.id, schema);
    this.cost += costOf(schema);
    for (const [id, oldest] of this.ids) {
      if (this.cost <= MAX_CACHED_SERIES || id === schema.id) break;
      this.ids.delete(id);
      this.hashes.delete(oldest.hash);
      this.cost -= costOf(oldest);
    }
    return schema;
  }
}

function costOf({ series, positions }: StoredSchema): number {
  return OWN_COST + series.length + (positions?.length ?? 0);
}
