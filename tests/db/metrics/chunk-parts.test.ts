import fc from "fast-check";
import { expect, test } from "vitest";

import { ChunkReader, packChunk } from "#db/metrics/chunk-codec.ts";
import { MAX_PART_BYTES, packParts, unpackParts } from "#db/metrics/chunk-parts.ts";

const RUNS = process.env.TIMONERIE_LONG ? 1_000 : 60;
const START = Date.UTC(2026, 10, 22, 8);

/** Snapshots of some series, each at its own pace of change; one in ten has a gap. */
const windows = fc
  .record({
    everyMs: fc.constantFrom(1_000, 10_000, 60_000),
    series: fc.integer({ min: 0, max: 260 }),
    seed: fc.nat(1_000_000),
    noisy: fc.boolean(),
  })
  .map(({ everyMs, series, seed, noisy }) =>
    Array.from({ length: 600_000 / everyMs }, (_one, index) => ({
      at: START + index * everyMs,
      values: Array.from({ length: everyMs === 1_000 ? series % 30 : series }, (_two, place) => {
        const drawn = Math.imul(seed + index * 7_919 + place * 104_729, 2_654_435_761) >>> 0;
        if (drawn % 10 === 0) return null;
        return noisy ? Math.sin(drawn) : Math.floor(drawn / 2 ** 24) / 100;
      }),
    })),
  );

test("the pieces of a window give back every value, in whatever order they are read", () => {
  fc.assert(
    fc.property(windows, (snapshots) => {
      const pieces = packParts(START, snapshots).map(({ packed }) => packed);
      expect(unpackParts(pieces)).toEqual(snapshots);
      expect(unpackParts(pieces.toReversed())).toEqual(snapshots);
    }),
    { numRuns: RUNS },
  );
});

test("a series is read from its piece alone, in time order, and the others have nothing of it", () => {
  fc.assert(
    fc.property(windows, fc.nat(259), (snapshots, series) => {
      const pieces = packParts(START, snapshots).toSorted((one, other) => one.part - other.part);
      const found: (readonly [number, number])[] = [];
      for (const { packed } of pieces) new ChunkReader(packed).visit(series, (at, value) => found.push([at, value]));
      const wanted = snapshots.flatMap(({ at, values }) => {
        const value = values[series] ?? null;
        return value === null ? [] : [[at, value] as const];
      });
      expect(found).toEqual(wanted);
    }),
    { numRuns: RUNS },
  );
});

test("pieces are no longer than a quarter of a page, and no two bear one number", () => {
  fc.assert(
    fc.property(windows, (snapshots) => {
      const parts = packParts(START, snapshots);
      expect(new Set(parts.map(({ part }) => part)).size).toBe(parts.length);
      for (const { packed } of parts) expect(packed.length).toBeLessThanOrEqual(MAX_PART_BYTES);
    }),
    { numRuns: RUNS },
  );
});

test("a window of 250 series costs in pieces what it costs as one chunk, within a twentieth", () => {
  const snapshots = Array.from({ length: 60 }, (_one, index) => ({
    at: START + index * 10_000,
    values: Array.from({ length: 250 }, (_two, place) => 1_000 * place + ((index * (place + 7)) % 61)),
  }));
  const parts = packParts(START, snapshots);
  const bytes = parts.reduce((sum, { packed }) => sum + packed.length, 0);
  expect(parts.length).toBeGreaterThan(1);
  expect(bytes / packChunk(snapshots).length).toBeLessThan(1.05);
});
