import type { Reading, Value } from "./reading.ts";

const CUMULATIVE = 2;

/** A reading as ExportMetricsServiceRequest in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). */
export function exportOf({ at, values }: Reading): object {
  const names = new Map<string, Value[]>();
  for (const value of values) names.set(value.name, [...(names.get(value.name) ?? []), value]);
  const metrics = [...names].map(([name, ofName]) => {
    const dataPoints = ofName.map((value) => dataPoint(at, value));
    return ofName[0]?.kind === "counter"
      ? { name, sum: { aggregationTemporality: CUMULATIVE, isMonotonic: true, dataPoints } }
      : { name, gauge: { dataPoints } };
  });
  return { resourceMetrics: [{ resource: {}, scopeMetrics: [{ scope: { name: "shop" }, metrics }] }] };
}

function dataPoint(at: number, { labels, value }: Value): object {
  return {
    // Nanoseconds pass 2^53: text, as the protocol's JSON wants 64-bit integers.
    timeUnixNano: `${at}000000`,
    asDouble: value,
    attributes: Object.entries(labels).map(([key, text]) => ({ key, value: { stringValue: text } })),
  };
}
