import fc from "fast-check";
import { expect, test } from "vitest";

import {
  type Dimension,
  dimensionText,
  findDimension,
  parseDimension,
  SPEEDS,
} from "#storefront/catalogue/dimension.ts";

const GOLF = { width: 205, ratio: 55, diameter: 16 };

test.each<[string, Dimension | undefined]>([
  ["205/55 R16 91V", { ...GOLF, loadIndex: 91, speed: "V" }],
  ["205/55R16", GOLF],
  ["2055516", GOLF],
  ["2055516 91v", { ...GOLF, loadIndex: 91, speed: "V" }],
  ["205 55 16", GOLF],
  ["205/55 ZR16 (91Y)", { ...GOLF, loadIndex: 91, speed: "Y" }],
  ["205/55 R16C 104/102T", { ...GOLF, loadIndex: 104, speed: "T" }],
  [" 205-55-16 ", GOLF],
  ["205/56 R16", undefined],
  ["204/55 R16", undefined],
  ["205/55 R33", undefined],
  ["12055516", undefined],
  ["20555161", undefined],
  ["pneu", undefined],
  ["", undefined],
])("%j is read as %j", (text, expected) => {
  expect(parseDimension(text)).toEqual(expected);
});

test("a dimension is found in what somebody types, and the rest is left as words", () => {
  expect(findDimension("brisance 205/55 r16 91v zéphyr")).toEqual({
    dimension: { ...GOLF, loadIndex: 91, speed: "V" },
    rest: "brisance zéphyr",
  });
});

const sizes = fc.record({
  width: fc.integer({ min: 10, max: 35 }).map((tens) => tens * 10 + 5),
  ratio: fc.integer({ min: 5, max: 17 }).map((fives) => fives * 5),
  diameter: fc.integer({ min: 12, max: 24 }),
});
const whole = fc.record({
  size: sizes,
  loadIndex: fc.integer({ min: 60, max: 125 }),
  speed: fc.constantFrom(...SPEEDS),
});

test("every dimension that is printed is read again as it was", () => {
  fc.assert(
    fc.property(whole, ({ size, loadIndex, speed }) => {
      const dimension = { ...size, loadIndex, speed };
      expect(parseDimension(dimensionText(dimension))).toEqual(dimension);
    }),
    { numRuns: 300 },
  );
});

test("every way of writing a size is read as the same size", () => {
  const marks = fc.tuple(
    fc.constantFrom("/", " ", "-", "", " / "),
    fc.constantFrom(" R", "R", "/", " ", "-", "", " ZR ", "r"),
  );
  fc.assert(
    fc.property(sizes, marks, (size, [first, second]) => {
      expect(parseDimension(`${size.width}${first}${size.ratio}${second}${size.diameter}`)).toEqual(size);
    }),
    { numRuns: 300 },
  );
});

test("no text breaks the reading, or takes long", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 120 }), fc.stringMatching(/^[0-9 /R]{0,120}$/)), (text) => {
      const found = findDimension(text);
      if (found) expect(found.dimension.width % 10).toBe(5);
    }),
    { numRuns: 300 },
  );
});
