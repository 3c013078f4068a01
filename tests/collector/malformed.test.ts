import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { compress } from "snappyjs";
import { expect, test } from "vitest";

import { RateLimit } from "#collector/http/limits.ts";
import { DoorSchemas } from "#collector/ingest/doors/schemas.ts";
import { DoorWriter } from "#collector/ingest/doors/writer.ts";
import type { DeclaredSeries } from "#collector/protocol/push.ts";
import { schemaHash } from "#db/metrics/schema-rows.server.ts";
import { anything } from "#tests/support/hostile.ts";

import { writeRequest } from "./doors/write-request.ts";
import { pushBody, SERIES, send, withCollector } from "./support.ts";

const RUNS = process.env.TIMONERIE_LONG ? 50_000 : 2_000;

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
const pushed = fc.record({ path, body }).map(({ path, body: { bytes, gzip } }) => ({
  path,
  bytes,
  headers: gzip ? { "content-encoding": "gzip" } : ({} as Record<string, string>),
}));

/** Remote-write that is nearly right: names and instants that are none, bytes changed, cut, or not of snappy at all. */
const written = fc
  .array(
    fc.record({
      labels: fc.dictionary(fc.oneof(label, fc.constantFrom("__name__", "job")), label, { maxKeys: 4 }),
      samples: fc.array(fc.tuple(fc.oneof(fc.maxSafeInteger(), fc.constant(now)), fc.double()), { maxLength: 4 }),
      histograms: fc.nat(1),
    }),
    { maxLength: 5 },
  )
  .map((timeseries) => writeRequest(timeseries));
const spoilt = (bytes: fc.Arbitrary<Buffer>) =>
  fc.oneof(
    { weight: 2, arbitrary: bytes },
    {
      weight: 2,
      arbitrary: fc
        .tuple(bytes, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
        .map(([whole, changes]) => {
          for (const [at, byte] of changes) if (whole.length > 0) whole[at % whole.length] = byte;
          return whole;
        }),
    },
    { weight: 1, arbitrary: fc.tuple(bytes, fc.nat(500)).map(([whole, length]) => whole.subarray(0, length)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((one) => Buffer.from(one)) },
  );
const remoteWritten = fc
  .oneof(
    spoilt(written).map((plain) => compress(plain)),
    spoilt(written.map((plain) => compress(plain))),
  )
  .map((bytes) => ({ path: "/api/v1/write", bytes, headers: { "content-encoding": "snappy" } }));

const value = fc.oneof(fc.double(), fc.constantFrom<unknown>("7", "NaN", "x", null), anything);
const exportedMetric = fc.record(
  {
    name: fc.oneof(label, fc.constant("requests"), anything),
    gauge: fc.record({ dataPoints: fc.array(fc.record({ timeUnixNano: value, asDouble: value, flags: value })) }),
    sum: fc.record({ dataPoints: anything, aggregationTemporality: fc.nat(3), isMonotonic: fc.boolean() }),
    histogram: fc.record({
      aggregationTemporality: fc.constantFrom(1, 2, "AGGREGATION_TEMPORALITY_CUMULATIVE"),
      dataPoints: fc.array(
        fc.record({ timeUnixNano: fc.constant(`${now}000000`), count: value, bucketCounts: anything }),
      ),
    }),
    summary: anything,
  },
  { requiredKeys: ["name"] },
);
const exportedText = fc
  .array(fc.oneof({ weight: 4, arbitrary: exportedMetric }, { weight: 1, arbitrary: anything }), { maxLength: 4 })
  .map((metrics) => JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }));
const exported = fc
  .oneof(
    exportedText.map((one) => ({ bytes: Buffer.from(one), type: "application/json" })),
    exportedText.chain((one) => cut(one).map((part) => ({ bytes: Buffer.from(part), type: "application/json" }))),
    text.map((one) => ({ bytes: Buffer.from(one), type: "application/json" })),
    spoilt(written).map((bytes) => ({ bytes, type: "application/x-protobuf" })),
  )
  .map(({ bytes, type }) => ({ path: "/v1/metrics", bytes, headers: { "content-type": type } }));

const DOORS = { "push and inventory": pushed, "remote-write": remoteWritten, OTLP: exported };

test.each(Object.entries(DOORS))(
  `${RUNS} malformed bodies crash nothing at %s, give no 5xx, and each 4xx says what is wrong and where (X1)`,
  (_name, sent: fc.Arbitrary<{ path: string; bytes: Buffer; headers: Record<string, string> }>) =>
    withCollector(async (collector) => {
      const { db, store, commits, now } = collector.collector;
      const unlimited = new RateLimit<number>(1e9, 1e9);
      const doors = new DoorWriter(store, commits, new DoorSchemas(db, store, unlimited), now);
      Object.assign(collector.collector, { requests: unlimited, newSchemas: unlimited, doors });
      const took: number[] = [];
      const statuses = new Map<number, number>();
      await fc.assert(
        fc.asyncProperty(sent, async ({ path, bytes, headers }) => {
          const started = performance.now();
          const answer = await send(collector.url, path, { token: collector.token, body: bytes, headers });
          took.push(performance.now() - started);
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          expect(answer.status).toBeLessThan(500);
          if (answer.status < 400) return;
          // OTLP answers protobuf with protobuf, where code and path stand in the sentence.
          const {
            error,
            path: place,
            message,
          } = headers["content-type"] === "application/x-protobuf" ? said(answer.body) : answer.body;
          expect(error).toMatch(/^[a-z_]+$/);
          expect(place).toMatch(/^\$/);
          expect(message).toMatch(/\w+ \w+/);
        }),
        { numRuns: RUNS },
      );
      // Among them are some that are right: what is asked is not that everything is refused.
      expect([...statuses.keys()].some((status) => status < 300)).toBe(true);
      expect(statuses.has(400)).toBe(true);
      const p99 = took.sort((one, other) => one - other)[Math.floor(took.length * 0.99)] ?? 0;
      console.log(`malformed bodies: ${JSON.stringify(Object.fromEntries(statuses))}, p99 ${p99.toFixed(1)} ms`);
      expect((await send(collector.url, "/v1/push", { ...collector, body: pushBody([], SERIES) })).status).toBe(200);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    }),
  20_000 + RUNS * 60,
);

/** "malformed: $: sentence", after the two fields of google.rpc.Status before it. */
function said(status: string): { error?: string; path?: string; message?: string } {
  return /(?<error>[a-z_]+): (?<path>\$[^ ]*): (?<message>.*)$/s.exec(status)?.groups ?? {};
}

function cut(whole: string): fc.Arbitrary<string> {
  return fc.nat(whole.length).map((length) => whole.slice(0, length));
}
