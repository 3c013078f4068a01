import { OTLPMetricExporter as JsonExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtobufExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { expect, test } from "vitest";

import { withCollector } from "../support.ts";
import { storedValues } from "./stored.ts";

// Two words that the SDK's own types use for "gzip" and "none" without exporting their enumeration.
type Compression = NonNullable<ConstructorParameters<typeof JsonExporter>[0]>["compression"];

test.each([
  ["protobuf", ProtobufExporter, "none"],
  ["protobuf, gzip", ProtobufExporter, "gzip"],
  ["JSON", JsonExporter, "none"],
  ["JSON, gzip", JsonExporter, "gzip"],
])("what OpenTelemetry's SDK exports in %s is stored whole", (_sentence, Exporter, compression) =>
  withCollector(async (collector) => {
    const exporter = new Exporter({
      url: `${collector.url}/v1/metrics`,
      headers: { authorization: `Bearer ${collector.token}` },
      compression: compression as Compression,
    });
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
    const provider = new MeterProvider({ readers: [reader] });
    const meter = provider.getMeter("shop");
    const orders = meter.createCounter("shop.orders");
    orders.add(3, { "payment.kind": "card" });
    orders.add(2, { "payment.kind": "card" });
    meter.createUpDownCounter("shop.carts").add(-1);
    meter.createObservableGauge("shop.temperature").addCallback((result) => result.observe(21.5));
    const latency = meter.createHistogram("shop.latency", { advice: { explicitBucketBoundaries: [1, 10] } });
    for (const value of [0.5, 5, 50]) latency.record(value);
    try {
      await reader.forceFlush();
      const stored = await storedValues(collector, collector.world.web1.sourceId);
      const service = stored[0]?.match(/service_name="([^"]*)"/)?.[1];
      const labels = `service_name="${service}"`;
      expect(service).toMatch(/^unknown_service/);
      expect(stored.map((line) => line.replace(/ \d+ /, " "))).toEqual(
        [
          `shop.carts{${labels}} -1`,
          `shop.latency_bucket{le="+Inf",${labels}} 3`,
          `shop.latency_bucket{le="1",${labels}} 1`,
          `shop.latency_bucket{le="10",${labels}} 2`,
          `shop.latency_count{${labels}} 3`,
          `shop.latency_sum{${labels}} 55.5`,
          `shop.orders{payment_kind="card",${labels}} 5`,
          `shop.temperature{${labels}} 21.5`,
        ].sort(),
      );
    } finally {
      await provider.shutdown();
    }
  }));
