import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { MAX_PACKED_BYTES, packValues, unpackValues, visitValues } from "#db/metrics/codec.ts";

const RUNS = process.env.TIMONERIE_LONG ? 5_000 : 300;

const rounded = (decimals: number) => fc.integer({ min: 0, max: 1e9 }).map((integer) => integer / 10 ** decimals);
const value = fc.oneof(
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.nat(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -0, 1, 255, 256, 65_535, 65_536, 2 ** 24, 2 ** 32, 2 ** 40, 2 ** 48, 2 ** 53, 5e-324, 1.5),
  rounded(2),
  rounded(3),
  rounded(4),
  rounded(6),
);

describe("the codec", () => {
  test("gives back every value to the bit, nulls and -0 included", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        const back = unpackValues(packValues(values));
        expect(back.length).toBe(values.length);
        expect(back.every((one, index) => Object.is(one, values[index]))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test("reads wanted positions as if it had read all", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), fc.uniqueArray(fc.nat(70)), (values, wanted) => {
        const positions = wanted.sort((one, other) => one - other);
        const found: [number, number | null][] = [];
        visitValues(packValues(values), positions, (index, one) => found.push([index, one]));
        expect(found).toEqual(
          positions.filter((index) => index < values.length).map((index) => [index, values[index] ?? null]),
        );
      }),
      { numRuns: RUNS },
    );
  });

  test("gives equal bytes for equal values", () => {
    fc.assert(
      fc.property(fc.array(value), (values) => packValues(values).equals(packValues([...values]))),
      { numRuns: RUNS },
    );
  });

  test("gives greater bytes to a snapshot in which nulls were filled, or to which values were appended", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.boolean()), { minLength: 1, maxLength: 1_000 }),
        fc.array(value, { maxLength: 300 }),
        (cells, appended) => {
          const whole = cells.map(([one]) => one);
          const part = cells.map(([one, isKept]) => (isKept ? one : null));
          const isSame = part.every((one, index) => one === whole[index]);
          expect(Math.sign(Buffer.compare(packValues(whole), packValues(part)))).toBe(isSame ? 0 : 1);
          const longer = [...whole, ...appended].slice(0, 1_000);
          const isLonger = longer.length > whole.length;
          expect(Math.sign(Buffer.compare(packValues(longer), packValues(part)))).toBe(isSame && !isLonger ? 0 : 1);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("does so too where classes would cost more", () => {
    const whole = Array.from({ length: 1_000 }, (_value, index) => -Math.PI * (index + 1));
    const part = whole.map((one, index) => (index % 200 === 7 ? null : one));
    expect(Buffer.compare(packValues(whole), packValues(part))).toBe(1);
    expect(Buffer.compare(packValues(whole), packValues(whole.map((one, index) => (index % 2 ? one : null))))).toBe(1);
  });

  test("reads what was written before", () => {
    // Three values: zero is class 1, null class 0, a byte class 2.
    expect(unpackValues(Buffer.from([1, 3, 0, 0x01, 0x02, 7]))).toEqual([0, null, 7]);
    const plain = Buffer.alloc(3 + 1 + 16);
    plain.set([2, 2, 0, 0b01]);
    plain.writeDoubleLE(2.5, 12);
    expect(unpackValues(plain)).toEqual([null, 2.5]);
  });

  test("fits the row with 1,000 values that share nothing, nulls among them", () => {
    const values = Array.from({ length: 1_000 }, (_value, index) => (index % 7 === 0 ? null : -Math.PI * (index + 1)));
    values[1] = Number.MAX_VALUE;
    const full = values.map((one) => one ?? Math.E);
    expect(packValues(full).length).toBeLessThanOrEqual(MAX_PACKED_BYTES);
    expect(unpackValues(packValues(full))).toEqual(full);
    expect(unpackValues(packValues(values))).toEqual(values);
    let last: number | null = null;
    visitValues(packValues(full), [999], (_index, one) => (last = one));
    expect(last).toBe(full[999]);
  });

  test("is small for what machines send", () => {
    const ratios = Array.from({ length: 30 }, (_value, index) => Math.round(index * 333.3) / 10_000);
    const bytes = [16_703_328_256, 8_112_345_088, 0, 0, null, 1_250_000];
    expect(packValues([...ratios, ...bytes]).length).toBeLessThan(110);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s", (bad) => {
    expect(() => packValues([bad])).toThrow(RangeError);
  });

  test("refuses a format that it does not know", () => {
    expect(() => unpackValues(Buffer.from([9, 0, 0]))).toThrow("unknown format 9");
  });
});
