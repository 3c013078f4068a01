import type { Message } from "../protobuf.ts";

/**
 * What is read of ExportMetricsServiceRequest (opentelemetry-proto 1.x, metrics/v1/metrics.proto), under the names of
 * its JSON form. Exemplars are skipped; of exponential histograms only how many there are, to refuse them by name.
 */
const ANY_VALUE: Message = {
  1: { name: "stringValue", type: "string" },
  2: { name: "boolValue", type: "bool" },
  3: { name: "intValue", type: "int64" },
  4: { name: "doubleValue", type: "double" },
};
const KEY_VALUE: Message = { 1: { name: "key", type: "string" }, 2: { name: "value", type: ANY_VALUE } };
const NUMBER_POINT: Message = {
  3: { name: "timeUnixNano", type: "fixed64" },
  4: { name: "asDouble", type: "double" },
  6: { name: "asInt", type: "sfixed64" },
  7: { name: "attributes", type: KEY_VALUE, repeated: true },
  8: { name: "flags", type: "uint32" },
};
const HISTOGRAM_POINT: Message = {
  3: { name: "timeUnixNano", type: "fixed64" },
  4: { name: "count", type: "fixed64" },
  5: { name: "sum", type: "double" },
  6: { name: "bucketCounts", type: "fixed64", repeated: true },
  7: { name: "explicitBounds", type: "double", repeated: true },
  9: { name: "attributes", type: KEY_VALUE, repeated: true },
  10: { name: "flags", type: "uint32" },
};
const QUANTILE: Message = { 1: { name: "quantile", type: "double" }, 2: { name: "value", type: "double" } };
const SUMMARY_POINT: Message = {
  3: { name: "timeUnixNano", type: "fixed64" },
  4: { name: "count", type: "fixed64" },
  5: { name: "sum", type: "double" },
  6: { name: "quantileValues", type: QUANTILE, repeated: true },
  7: { name: "attributes", type: KEY_VALUE, repeated: true },
  8: { name: "flags", type: "uint32" },
};
const pointsOf = (type: Message): Message => ({
  1: { name: "dataPoints", type, repeated: true },
  2: { name: "aggregationTemporality", type: "int32" },
  3: { name: "isMonotonic", type: "bool" },
});
const METRIC: Message = {
  1: { name: "name", type: "string" },
  5: { name: "gauge", type: pointsOf(NUMBER_POINT) },
  7: { name: "sum", type: pointsOf(NUMBER_POINT) },
  9: { name: "histogram", type: pointsOf(HISTOGRAM_POINT) },
  10: { name: "exponentialHistogram", type: pointsOf({}) },
  11: { name: "summary", type: pointsOf(SUMMARY_POINT) },
};
const RESOURCE: Message = { 1: { name: "attributes", type: KEY_VALUE, repeated: true } };
const SCOPE_METRICS: Message = { 2: { name: "metrics", type: METRIC, repeated: true } };
const RESOURCE_METRICS: Message = {
  1: { name: "resource", type: RESOURCE },
  2: { name: "scopeMetrics", type: SCOPE_METRICS, repeated: true },
};
export const EXPORT_REQUEST: Message = { 1: { name: "resourceMetrics", type: RESOURCE_METRICS, repeated: true } };
