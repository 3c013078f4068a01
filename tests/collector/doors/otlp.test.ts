import { gzipSync } from "node:zlib";
import protobuf from "protobufjs/minimal.js";
import { describe, expect, test } from "vitest";

import { decodeMessage, type Message } from "#collector/ingest/protobuf.ts";
import { MAX_AGE_MS } from "#collector/protocol/push.ts";

import { type CollectorTest, send, withCollector } from "../support.ts";
import { storedValues } from "./stored.ts";

const JSON_TYPE = { "content-type": "application/json" };
const PROTOBUF_TYPE = { "content-type": "application/x-protobuf" };

const STATUS: Message = { 1: { name: "code", type: "int32" }, 2: { name: "message", type: "string" } };
const RESPONSE: Message = {
  1: {
    name: "partialSuccess",
    type: { 1: { name: "rejectedDataPoints", type: "int64" }, 2: { name: "errorMessage", type: "string" } },
  },
};

const nanos = (at: number) => `${at}000000`;

function exportOf(metrics: readonly object[], attributes: readonly object[] = []): object {
  return { resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ scope: { name: "test" }, metrics }] }] };
}

function gauge(name: string, dataPoints: readonly object[]): object {
  return { name, unit: "1", gauge: { dataPoints } };
}

const exportJson = ({ url, token }: CollectorTest, body: unknown, headers: Record<string, string> = {}) =>
  send(url, "/v1/metrics", { token, body, headers: { ...JSON_TYPE, ...headers } });

describe("an OTLP export in JSON", () => {
  test("keeps gauges, sums, histograms and summaries under their own names", () =>
    withCollector(async (collector) => {
      const at = Date.now();
      const point = { timeUnixNano: nanos(at) };
      const answer = await exportJson(
        collector,
        exportOf(
          [
            gauge("process.memory.usage", [{ ...point, asInt: "1234" }]),
            {
              name: "http.requests",
              sum: {
                aggregationTemporality: 2,
                isMonotonic: true,
                dataPoints: [
                  { ...point, asDouble: 7, attributes: [{ key: "http.method", value: { stringValue: "GET" } }] },
                ],
              },
            },
            { name: "queue", sum: { aggregationTemporality: 2, dataPoints: [{ ...point, asInt: -3 }] } },
            {
              name: "latency",
              histogram: {
                aggregationTemporality: 2,
                dataPoints: [
                  { ...point, count: "6", sum: 9.5, bucketCounts: ["1", "2", "3"], explicitBounds: [0.1, 5] },
                ],
              },
            },
            {
              name: "gc",
              summary: {
                dataPoints: [{ ...point, count: 2, sum: 3, quantileValues: [{ quantile: 0.5, value: 1.5 }] }],
              },
            },
            gauge("ended", [{ ...point, asDouble: 5, flags: 1 }]),
            gauge("nan", [{ ...point, asDouble: null }]),
          ],
          [
            { key: "service.name", value: { stringValue: "shop" } },
            { key: "service.instance.id", value: { stringValue: "c0ffee" } },
          ],
        ),
      );
      expect([answer.status, answer.body]).toEqual([200, {}]);
      expect(await storedValues(collector, collector.world.web1.sourceId)).toEqual(
        [
          'gc_count{service_name="shop"} 2',
          'gc_sum{service_name="shop"} 3',
          'gc{quantile="0.5",service_name="shop"} 1.5',
          'http.requests{http_method="GET",service_name="shop"} 7',
          'latency_bucket{le="+Inf",service_name="shop"} 6',
          'latency_bucket{le="0.1",service_name="shop"} 1',
          'latency_bucket{le="5",service_name="shop"} 3',
          'latency_count{service_name="shop"} 6',
          'latency_sum{service_name="shop"} 9.5',
          'process.memory.usage{service_name="shop"} 1234',
          'queue{service_name="shop"} -3',
        ].map((line) => line.replace(/ (\S+)$/, ` ${at} $1`)),
      );
    }));

  test("names what it refuses in partial_success, and keeps the rest", () =>
    withCollector(async (collector) => {
      const at = Date.now();
      const point = { timeUnixNano: nanos(at), asDouble: 1 };
      const answer = await exportJson(
        collector,
        exportOf([
          gauge("good", [point]),
          { name: "delta", sum: { aggregationTemporality: 1, isMonotonic: true, dataPoints: [point, point] } },
          { name: "exponential", exponentialHistogram: { aggregationTemporality: 2, dataPoints: [{}] } },
          gauge("old", [{ ...point, timeUnixNano: nanos(at - MAX_AGE_MS - 1_000) }]),
          gauge("wrong", [{ ...point, asDouble: "many" }]),
        ]),
      );
      expect(answer.status).toBe(200);
      expect(answer.body.partialSuccess.rejectedDataPoints).toBe("5");
      for (const told of [
        "5 samples were refused",
        "delta delta_temporality at $.resourceMetrics[0].scopeMetrics[0].metrics[1].sum (2)",
        "exponential exponential_histogram",
        "old clock_skew_past at $.resourceMetrics[0].scopeMetrics[0].metrics[3].gauge.dataPoints[0] (1)",
        "wrong malformed",
      ]) {
        expect(answer.body.partialSuccess.errorMessage).toContain(told);
      }
      expect(await storedValues(collector, collector.world.web1.sourceId)).toEqual([`good ${at} 1`]);
    }));

  test("of 500 data points with one bad stores 499 and names the one (D13)", () =>
    withCollector(async (collector) => {
      const at = Date.now();
      const dataPoints = Array.from({ length: 500 }, (_one, index) => ({
        timeUnixNano: nanos(index === 77 ? at + 86_400_000 : at),
        asInt: index,
        attributes: [{ key: "of", value: { intValue: String(index) } }],
      }));
      const { status, body } = await exportJson(collector, exportOf([gauge("load", dataPoints)]));
      expect([status, body.partialSuccess.rejectedDataPoints]).toEqual([200, "1"]);
      expect(body.partialSuccess.errorMessage).toContain('load{of="77"} clock_skew_future');
      expect(await storedValues(collector, collector.world.web1.sourceId)).toHaveLength(499);
    }));

  test("may be gzip", () =>
    withCollector(async (collector) => {
      const body = gzipSync(JSON.stringify(exportOf([gauge("a", [{ timeUnixNano: nanos(Date.now()), asInt: 1 }])])));
      expect((await exportJson(collector, body, { "content-encoding": "gzip" })).status).toBe(200);
      expect(await storedValues(collector, collector.world.web1.sourceId)).toHaveLength(1);
    }));

  test.each<[string, unknown, string]>([
    ["that is not JSON", "{", "$"],
    ["that is a list", [], "$"],
    ["with a metric that is text", exportOf(["x" as never]), "$.resourceMetrics[0].scopeMetrics[0].metrics[0]"],
    [
      "with data points that are none",
      exportOf([{ name: "a", gauge: { dataPoints: 1 } }]),
      "$.resourceMetrics[0].scopeMetrics[0].metrics[0].gauge.dataPoints",
    ],
  ])("%s is refused whole, with a code, a path and a sentence", (_sentence, body, path) =>
    withCollector(async (collector) => {
      const answer = await exportJson(collector, body);
      expect([answer.status, answer.body.code, answer.body.error, answer.body.path]).toEqual([
        400,
        3,
        "malformed",
        path,
      ]);
      expect(answer.body.message).toMatch(/\w+ \w+/);
    }));
});

describe("an OTLP export in protobuf", () => {
  test("is answered in protobuf, refusals as google.rpc.Status", () =>
    withCollector(async ({ url, token }) => {
      const ask = async (body: Buffer, bearer: string, message: Message) => {
        const response = await fetch(`${url}/v1/metrics`, {
          method: "POST",
          headers: { authorization: `Bearer ${bearer}`, ...PROTOBUF_TYPE },
          body: new Uint8Array(body),
        });
        const bytes = Buffer.from(await response.arrayBuffer());
        return [response.status, response.headers.get("content-type"), decodeMessage(message, bytes, 100)] as const;
      };
      const delta = deltaSum("jobs", 2);
      expect(await ask(Buffer.alloc(0), token, RESPONSE)).toEqual([200, "application/x-protobuf", {}]);
      expect(await ask(delta, token, RESPONSE)).toEqual([
        200,
        "application/x-protobuf",
        { partialSuccess: { rejectedDataPoints: 2, errorMessage: expect.stringContaining("jobs delta_temporality") } },
      ]);
      expect(await ask(Buffer.from([10, 200]), token, STATUS)).toEqual([
        400,
        "application/x-protobuf",
        { code: 3, message: expect.stringMatching(/^malformed: \$: The body is no Export/) },
      ]);
      expect((await ask(delta, "x".repeat(43), STATUS))[2]).toMatchObject({ code: 16 });
    }));

  test("announced as another type is refused", () =>
    withCollector(async (collector) => {
      expect((await exportJson(collector, "x", { "content-type": "text/plain" })).status).toBe(415);
    }));
});

function deltaSum(name: string, points: number): Buffer {
  const writer = protobuf.Writer.create();
  writer.uint32(10).fork().uint32(18).fork().uint32(18).fork();
  writer.uint32(10).string(name).uint32(58).fork();
  for (let index = 0; index < points; index += 1) writer.uint32(10).fork().uint32(33).double(1).ldelim();
  writer.uint32(16).int32(1).uint32(24).bool(true);
  writer.ldelim().ldelim().ldelim().ldelim();
  return Buffer.from(writer.finish());
}
