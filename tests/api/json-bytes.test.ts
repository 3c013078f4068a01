import { describe, expect, it } from "vitest";

import { JsonBytes } from "#app/http/api/json-bytes.ts";
import { writePoints } from "#app/http/api/points.ts";

const NUMBERS = [
  ...[0, -0, 1, -1, 9, 10, 99, 1_000_000_000, 999_999_999, 1_795_341_600_000, -1_795_341_600_123],
  ...[Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 53, 2 ** 31, 1e21, -1e21, Number.MAX_VALUE],
  ...[0.1, 0.5, -0.25, 0.0001, 0.00005, 1e-7, Number.MIN_VALUE, 0.1 + 0.2, 1 / 3, 100.01, 214_748.3648],
  ...[99_999_999_999.9999, 100_000_000_000.0001, 123_456_789_012_345.6, 4_503_599_627_370_495.5],
];

describe("JsonBytes", () => {
  it("writes numbers as JSON.stringify does", () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const many = Array.from({ length: 20_000 }, (_one, index) => {
      const value = (random() - 0.5) * 10 ** Math.floor(30 * random() - 8);
      return index % 2 === 0 ? value : Math.round(value * 10_000) / 10_000;
    });
    const values = [...NUMBERS, ...many, Number.NaN, Number.NaN, Infinity, Infinity, -Infinity, 0, 0, 0.5, 0.5];
    const out = new JsonBytes();
    out.text("[");
    out.numbers(values);
    out.text("]");
    expect(out.written().toString()).toBe(JSON.stringify(values));
  });

  it("writes texts of every language, and grows", () => {
    const json = JSON.stringify("é€😀".repeat(20_000));
    const out = new JsonBytes();
    out.text(json);
    expect(out.written().toString()).toBe(json);
  });
});

describe("what was written", () => {
  it("stays as it is while others are written, also at the same time", () => {
    const [one, other] = [new JsonBytes(), new JsonBytes()];
    for (let index = 0; index < 9_000; index += 1) {
      one.text("1");
      other.text("2");
    }
    const first = one.written();
    const later = new JsonBytes();
    later.text("3".repeat(20_000));
    const last = later.written();
    expect(first.toString()).toBe("1".repeat(9_000));
    expect(other.written().toString()).toBe("2".repeat(9_000));
    expect(last.toString()).toBe("3".repeat(20_000));
  });
});

describe("writePoints", () => {
  const written = (points: Parameters<typeof writePoints>[1]) => {
    const out = new JsonBytes();
    writePoints(out, points);
    return out.written().toString();
  };

  it("writes a point as a list, and machines last", () => {
    const one = { at: 1_795_341_600_000, min: 0.12, average: 0.31, max: 0.84, count: 30 };
    expect(written([])).toBe("[]");
    expect(written([one, { ...one, min: 2, average: 2, max: 2, sources: 3 }])).toBe(
      "[[1795341600000,0.12,0.31,0.84,30],[1795341600000,2,2,2,30,3]]",
    );
  });
});
