import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ChunkReader, type PackedSnapshot, packChunk } from "#db/metrics/chunk-codec.ts";
import { ColumnMemory } from "#db/metrics/column-memory.ts";

const RUNS = process.env.TIMONERIE_LONG ? 5_000 : 300;
const START = Date.UTC(2026, 10, 22, 8);

const decimal = (decimals: number) =>
  fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((integer) => integer / 10 ** decimals);
const anything = fc.oneof(
  fc.double(),
  fc.maxSafeInteger(),
  fc.integer(),
  fc.constantFrom(
    ...[0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, Number.MAX_VALUE],
    ...[2 ** 31, 2 ** 32, 2 ** 48, 2 ** 52, 2 ** 53, -(2 ** 52), -(2 ** 53), 0.1 + 0.2, 1 / 3],
  ),
  decimal(2),
  decimal(4),
  decimal(9),
);

/** What one series may look like over a chunk: alike values, which is what the codec lives on, or any at all. */
const column = (length: number): fc.Arbitrary<(number | null)[]> => {
  const of = (values: fc.Arbitrary<number | null>) => fc.array(values, { minLength: length, maxLength: length });
  const steps = of(fc.nat(1_000_000));
  const counter = fc.tuple(fc.nat(), steps, fc.nat(2 * length)).map(([first, added, reset]) => {
    let total = first;
    return added.map((one, index) => {
      total = index === reset ? 0 : total + (one ?? 0);
      return total;
    });
  });
  return fc.oneof(
    of(anything),
    of(fc.option(anything)),
    of(fc.option(decimal(4))),
    of(fc.integer({ min: 0, max: 300 })),
    fc.option(anything).map((value) => Array<number | null>(length).fill(value)),
    counter,
  );
};

const chunk: fc.Arbitrary<PackedSnapshot[]> = fc
  .tuple(
    fc.uniqueArray(
      fc.oneof(
        fc.nat(600_000),
        fc.nat(59).map((one) => one * 10_000),
      ),
      { maxLength: 90 },
    ),
    fc.nat(6),
  )
  .chain(([offsets, series]) =>
    fc
      .array(column(offsets.length), { minLength: series, maxLength: series })
      .map((columns) =>
        offsets
          .sort((one, other) => one - other)
          .map((offset, index) => ({ at: START + offset, values: columns.map((one) => one[index] ?? null) })),
      ),
  );

/** Of 8,192 numbers so many are taken: the longer columns of a chunk do not go into the rest. */
const MEMORY_TAKEN = 8_170;

describe("the chunk codec", () => {
  test("gives back every value to the bit: any double, counters, NaN, infinities, -0 and gaps", () => {
    fc.assert(
      fc.property(chunk, (snapshots) => {
        const back = new ChunkReader(packChunk(snapshots)).snapshots();
        expect(back.map(({ at }) => at)).toEqual(snapshots.map(({ at }) => at));
        back.forEach(({ values }, index) => {
          const wanted = snapshots[index]?.values ?? [];
          expect(values.length).toBe(wanted.length);
          expect(values.every((value, series) => Object.is(value, wanted[series]))).toBe(true);
        });
      }),
      { numRuns: RUNS },
    );
  });

  test("reads one series as if it had read all", () => {
    fc.assert(
      fc.property(chunk, fc.nat(7), (snapshots, series) => {
        const found: [number, number][] = [];
        new ChunkReader(packChunk(snapshots)).visit(series, (at, value) => found.push([at, value]));
        const wanted = snapshots.flatMap(({ at, values }) => {
          const value = values[series] ?? null;
          return value === null ? [] : [[at, value]];
        });
        expect(found).toEqual(wanted);

        // What stood in the memory before does not matter, nor how much of it is left.
        const memory = new ColumnMemory();
        memory.take(MEMORY_TAKEN).fill(Number.NaN);
        for (let turn = 0; turn < 2; turn += 1) {
          const again: [number, number][] = [];
          new ChunkReader(packChunk(snapshots), memory).visit(series, (at, value) => again.push([at, value]));
          expect(again).toEqual(wanted);
          memory.clear();
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("gives equal bytes for equal snapshots, whatever was packed before", () => {
    fc.assert(
      fc.property(chunk, chunk, (snapshots, others) => {
        const packed = packChunk(snapshots);
        packChunk(others);
        expect(packChunk(structuredClone(snapshots)).equals(packed)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test("gives equal bytes for every bit pattern that means NaN", () => {
    const [one, other] = [0xfff80000, 0x7ff80001].map((high) => {
      const bits = new DataView(new ArrayBuffer(8));
      bits.setUint32(0, high);
      return packChunk([{ at: START, values: [bits.getFloat64(0), 1 / 3] }]);
    });
    expect(other).toEqual(one);
  });

  test.each([
    ["regular instants and constant values", 0, () => [0, 17_179_869_184, 0.25], 30],
    ["jitter of 20 ms and a constant", 20, () => [1], 80],
    ["a counter that grows evenly", 0, (index: number) => [7_000_000 + 1_234 * index], 30],
    ["bytes in pages of 4 KB", 0, (index: number) => [8_112_345_088 + 4_096 * ((index * 7) % 5)], 50],
    ["a ratio that wavers by 60 of its steps", 0, (index: number) => [(4_273 + ((index * 37) % 61)) / 10_000], 75],
  ])("is small for %s", (_sentence, jitterMs, values, bytes) => {
    const snapshots = Array.from({ length: 60 }, (_one, index) => ({
      at: START + index * 10_000 + (jitterMs === 0 ? 0 : (index * 7_919) % jitterMs),
      values: values(index),
    }));
    expect(packChunk(snapshots).length).toBeLessThanOrEqual(bytes);
    expect(new ChunkReader(packChunk(snapshots)).snapshots()).toEqual(snapshots);
  });

  test("refuses a format that it does not know, and a chunk that was cut", () => {
    expect(() => new ChunkReader(Buffer.from([9, 0, 0]))).toThrow("unknown format 9");
    expect(() => new ChunkReader(packChunk([{ at: START, values: [1] }]).subarray(0, 5))).toThrow("too early");
  });
});
