import fc from "fast-check";
import { compress } from "snappyjs";
import { expect, test } from "vitest";

import { unsnap } from "#collector/http/snappy.ts";

const RUNS = process.env.TIMONERIE_LONG ? 20_000 : 1_000;

test("what was compressed comes back, byte for byte", () => {
  const repetitive = fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 3_000 }))
    .map(([part, times]) => Buffer.concat(Array(times).fill(Buffer.from(part))));
  const plain = fc.oneof(
    repetitive,
    fc.uint8Array({ maxLength: 5_000 }).map((one) => Buffer.from(one)),
  );
  fc.assert(
    fc.property(plain, (one) => {
      expect(one.equals(unsnap(compress(one), 1_000_000) as Buffer)).toBe(true);
    }),
    { numRuns: RUNS / 5 },
  );
});

test("bytes that are none are refused, and never read or written outside", () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((one) => Buffer.from(one)),
    fc.tuple(fc.nat(200), fc.uint8Array({ maxLength: 60 })).map(([length, one]) => Buffer.from([length & 127, ...one])),
  );
  fc.assert(
    fc.property(hostile, (one) => {
      const plain = unsnap(one, 1_000);
      expect(plain === "malformed" || plain === "too_large" || plain.length <= 1_000).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test.each([
  ["nothing", []],
  ["a length that never ends", [0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
  ["a length of more than 32 bits", [0xff, 0xff, 0xff, 0xff, 0x7f]],
  ["a literal whose length would be negative, which would turn back", [5, 0xfc, 0xfa, 0xff, 0xff, 0xff]],
  ["a copy from before the beginning", [4, 0x01, 0x05]],
  ["a copy from where nothing is", [4, 0x01, 0x00]],
  ["more than it declared", [1, 0x04, 1, 2]],
  ["less than it declared", [3, 0x04, 1, 2]],
])("%s is no snappy block", (_sentence, bytes) => {
  expect(unsnap(Buffer.from(bytes), 1_000)).toBe("malformed");
});

test("a declared length above the limit is refused before anything is made room for", () => {
  expect(unsnap(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0]), 8_000_000)).toBe("too_large");
});
