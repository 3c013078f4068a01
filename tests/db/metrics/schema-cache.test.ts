import { expect, test } from "vitest";

import { MAX_CACHED_SERIES, SchemaCache } from "#db/metrics/schema-cache.ts";
import type { StoredSchema } from "#db/metrics/store.ts";

function schema(id: number, series: number): StoredSchema {
  const keys = Array.from({ length: series }, (_one, index) => [`series_${id}_${index}`, "gauge"] as const);
  return { id, hash: String(id).padStart(64, "0"), series: keys, positions: null, declared: series };
}

test("a source that brings 1,000 new series every minute of a day fills no memory", () => {
  const cache = new SchemaCache();
  const shared = new Array(1_000).fill(["series", "gauge"] as const);
  for (let id = 1; id <= 1_440; id += 1) cache.keepNamed({ ...schema(id, 0), series: shared, declared: 1_000 });

  const kept = Array.from({ length: 1_440 }, (_one, index) => cache.byId(index + 1)).filter(Boolean);
  expect(kept.length * 1_000).toBeLessThanOrEqual(MAX_CACHED_SERIES);
  expect(cache.byId(1_440)).toBeDefined();
  expect(cache.byHash(schema(1, 0).hash)).toBeUndefined();
});

test("a schema is found by both names, and kept once", () => {
  const cache = new SchemaCache();
  const one = schema(7, 40);
  expect(cache.keepNamed(one)).toBe(one);
  expect(cache.keep(schema(7, 40))).toBe(one);
  expect(cache.keepNamed(schema(7, 40))).toBe(one);
  expect(cache.byId(7)).toBe(one);
  expect(cache.byHash(one.hash)).toBe(one);
});

test("a sender's schema is looked up again after half a day, by whichever clock goes on; a reader's is not a sender's", () => {
  const at = { wallMs: 0, steadyMs: 0 };
  const cache = new SchemaCache(() => ({ ...at }));
  const one = schema(7, 40);
  cache.keep(one);
  expect(cache.byHash(one.hash)).toBeUndefined();
  for (const clock of ["wallMs", "steadyMs"] as const) {
    cache.keepNamed(one);
    at[clock] += 12 * 3_600_000;
    expect(cache.byHash(one.hash)).toBe(one);
    at[clock] += 1;
    expect(cache.byHash(one.hash)).toBeUndefined();
    expect(cache.byId(7)).toBe(one);
  }
});
