import { describe, expect, test } from "vitest";

import { Points } from "#collector/ingest/doors/points.ts";
import { parseExport } from "#collector/ingest/otlp/parse.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const point = { timeUnixNano: `${NOW}000000` };

function parsed(dataPoints: readonly unknown[], name = "load") {
  const body = { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name, gauge: { dataPoints } }] }] }] };
  return parseExport(Buffer.from(JSON.stringify(body)), "json", NOW);
}

test.each([
  ["1.5", 1.5],
  ["-2.5e-3", -0.0025],
  ["9007199254740993", 9007199254740992],
])("a double written as the text %s is kept, as protobuf's JSON allows", (text, value) => {
  const points = parsed([{ ...point, asDouble: text }]);
  expect(points instanceof Points && points.kept.map((kept) => kept.value)).toEqual([value]);
});

test("every millisecond of a second comes back as itself, although its nanoseconds are no exact double", () => {
  const points = parsed(
    Array.from({ length: 1_000 }, (_one, ms) => ({ timeUnixNano: `${NOW - ms}000000`, asDouble: 1 })),
  );
  const instants = points instanceof Points ? points.kept.map(({ at }) => at) : [];
  expect(instants).toEqual(Array.from({ length: 1_000 }, (_one, ms) => NOW - ms));
});

describe("a request of more than can be looked at in a moment is refused whole", () => {
  test.each<[string, unknown, number, string]>([
    ["empty objects", {}, 200_000, "load"],
    ["points that are none", 1, 3_000, "load"],
    ["points of a metric without a name", { ...point, asDouble: 1 }, 60_000, ""],
  ])("%s", (_sentence, one, count, name) => {
    expect(parsed(Array(count).fill(one), name)).toMatchObject({ status: 413, body: { path: "$" } });
  });
});
