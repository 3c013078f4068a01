import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";

import { RateLimit } from "#collector/http/limits.ts";
import type { DeclaredSeries } from "#collector/protocol/push.ts";
import { schemaHash } from "#db/metrics/schema-rows.server.ts";

import { pushBody, SERIES, send, withCollector } from "./support.ts";

const RUNS = process.env.TIMONERIE_LONG ? 50_000 : 2_000;

const hostile = fc.constantFrom<unknown>(
  "' OR 1=1 --",
  "<script>alert(1)</script>",
  "\u0000",
  "\ud800",
  "../../etc/passwd",
  -1,
  1e308,
  2 ** 53,
  -0,
  [],
  {},
  null,
  true,
  { __proto__: null, constructor: { prototype: { polluted: true } } },
);
const anything = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue() as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: hostile },
);
const label = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom('"', "\\", "\n", "é", "\ud800"));
const series = fc.array(
  fc.tuple(
    fc.oneof(
      label,
      label.map((value) => `filesystem_used_bytes{mount="${value}"}`),
      fc.constant("cpu_used_ratio"),
    ),
    fc.constantFrom("gauge" as const, "counter" as const),
  ),
  { maxLength: 6 },
) as fc.Arbitrary<DeclaredSeries[]>;
const now = Date.now();
const snapshot = fc
  .array(fc.oneof(fc.double(), fc.constant(null), anything), { maxLength: 6 })
  .map((values) => [now, ...values]);
const fact = fc.record({
  name: fc.oneof(fc.constantFrom("inventory", "processes", "plugin_failures", "samples_dropped"), anything),
  at: fc.oneof(fc.integer(), fc.constant(now), anything),
  value: fc.oneof(
    anything,
    fc.dictionary(
      fc.constantFrom("hostname", "os", "cpu", "disks", "byCpu", "byMemory", "count", "from", "to"),
      anything,
    ),
  ),
});

/** Pushes that are nearly right: the envelope holds, something in it does not. */
const nearlyRight = fc
  .record({
    series,
    snapshots: fc.array(fc.oneof(snapshot, anything), { maxLength: 8 }),
    facts: fc.array(fact, { maxLength: 3 }),
  })
  .map((body) => ({ schema: schemaHash(body.series), ...body }));
const replaced = fc
  .tuple(fc.constantFrom("schema", "series", "snapshots", "facts", "source", "__proto__"), anything)
  .map(([field, value]) => ({ ...pushBody([[now, 1, 2, 3]]), facts: [], [field]: value }));
const text = fc.oneof(
  { weight: 4, arbitrary: nearlyRight.map((body) => JSON.stringify(body)) },
  { weight: 2, arbitrary: replaced.map((body) => JSON.stringify(body)) },
  { weight: 1, arbitrary: anything.map((body) => JSON.stringify(body) ?? "") },
  { weight: 1, arbitrary: nearlyRight.chain((body) => cut(JSON.stringify(body))) },
  { weight: 1, arbitrary: fc.nat(3_000).map((depth) => "[".repeat(depth)) },
);
const body = fc.oneof(
  { weight: 5, arbitrary: text.map((one) => ({ bytes: Buffer.from(one), gzip: false })) },
  { weight: 1, arbitrary: text.map((one) => ({ bytes: gzipSync(one), gzip: true })) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((one) => ({ bytes: Buffer.from(one), gzip: false })) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((one) => ({ bytes: Buffer.from(one), gzip: true })) },
);
const path = fc.constantFrom("/v1/push", "/v1/push", "/v1/push", "/v1/inventory");

test(
  `${RUNS} malformed bodies crash nothing, give no 5xx, and each 4xx says what is wrong and where (X1)`,
  () =>
    withCollector(async (collector) => {
      Object.assign(collector.collector, { requests: new RateLimit(1e9, 1e9), newSchemas: new RateLimit(1e9, 1e9) });
      const took: number[] = [];
      const statuses = new Map<number, number>();
      await fc.assert(
        fc.asyncProperty(path, body, async (where, { bytes, gzip }) => {
          const headers: Record<string, string> = gzip ? { "content-encoding": "gzip" } : {};
          const started = performance.now();
          const answer = await send(collector.url, where, { token: collector.token, body: bytes, headers });
          took.push(performance.now() - started);
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          expect(answer.status).toBeLessThan(500);
          if (answer.status < 400) return;
          expect(answer.body.error).toMatch(/^[a-z_]+$/);
          expect(answer.body.path).toMatch(/^\$/);
          expect(answer.body.message).toMatch(/\w+ \w+/);
        }),
        { numRuns: RUNS },
      );
      // Among them are some that are right: what is asked is not that everything is refused.
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400]));
      const p99 = took.sort((one, other) => one - other)[Math.floor(took.length * 0.99)] ?? 0;
      console.log(`malformed bodies: ${JSON.stringify(Object.fromEntries(statuses))}, p99 ${p99.toFixed(1)} ms`);
      expect((await send(collector.url, "/v1/push", { ...collector, body: pushBody([], SERIES) })).status).toBe(200);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    }),
  20_000 + RUNS * 60,
);

function cut(whole: string): fc.Arbitrary<string> {
  return fc.nat(whole.length).map((length) => whole.slice(0, length));
}
