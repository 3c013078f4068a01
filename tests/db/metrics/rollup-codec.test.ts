import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Bucket, packRollup, RollupReader } from "#db/metrics/rollup-codec.ts";

const RUNS = process.env.TIMONERIE_LONG ? 5_000 : 300;

const value = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e300),
  fc.nat(1_000_000).map((integer) => integer / 10_000),
);
const bucket: fc.Arbitrary<Bucket> = fc.oneof(
  fc.record(
    { min: value, average: value, max: value, count: fc.integer({ min: 1, max: 3_600 }) },
    { noNullPrototype: true },
  ),
  fc.tuple(value, fc.constantFrom(30, 29)).map(([one, count]) => ({ min: one, average: one, max: one, count })),
  fc
    .array(
      fc.nat(10_000).map((integer) => integer / 10_000),
      { minLength: 1, maxLength: 40 },
    )
    .map((values) => ({
      min: Math.min(...values),
      average: values.reduce((sum, one) => sum + one) / values.length,
      max: Math.max(...values),
      count: values.length,
    })),
);
const rollup = fc
  .constantFrom(12, 24)
  .chain((buckets) =>
    fc.array(
      fc.oneof(
        fc.array(fc.option(bucket, { nil: undefined }), { minLength: buckets, maxLength: buckets }),
        fc.constant(Array<undefined>(buckets).fill(undefined)),
      ),
      { maxLength: 5 },
    ),
  );

describe("the roll-up codec", () => {
  test("gives back every bucket to the bit, and none where there was none", () => {
    fc.assert(
      fc.property(rollup, (series) => {
        const reader = new RollupReader(packRollup(series));
        expect(reader.seriesCount).toBe(series.length);
        const back = series.map((_one, index) => reader.series(index));
        expect(back).toStrictEqual(series);
      }),
      { numRuns: RUNS },
    );
  });

  test("gives equal bytes for equal buckets, whatever was packed before", () => {
    fc.assert(
      fc.property(rollup, rollup, (series, others) => {
        const packed = packRollup(series);
        packRollup(others);
        expect(packRollup(structuredClone(series)).equals(packed)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test("is small for an hour of ratios of which each has four decimals", () => {
    const series = Array.from({ length: 40 }, (_one, index) =>
      Array.from({ length: 12 }, (_bucket, place): Bucket => {
        const middle = 4_000 + index + ((place * 37) % 61);
        return {
          min: (middle - 120) / 1e4,
          average: (middle * 30 + place) / 1e4 / 30,
          max: (middle + 130) / 1e4,
          count: 30,
        };
      }),
    );
    expect(packRollup(series).length).toBeLessThan(40 * 12 * 6);
  });

  test("refuses a format that it does not know", () => {
    expect(() => new RollupReader(Buffer.from([9]))).toThrow("unknown format 9");
  });
});
