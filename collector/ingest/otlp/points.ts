import type { z } from "zod";

import { type MetricKind, seriesKey } from "#collector/protocol/metrics.ts";

import { isSeriesKey, type Points } from "../doors/points.ts";
import { jsonPath } from "../json.ts";
import { type Attributes, DELTA, histogramPoint, type Metric, numberPoint, summaryPoint } from "./request.ts";

/** Flag of a data point that says there is no value: the series ended. */
const NO_RECORDED_VALUE = 1;

type Labels = Readonly<Record<string, string>>;

/**
 * The series of one metric. Monotonic cumulative sums are counters, other cumulative sums gauges; a histogram becomes
 * `_count`, `_sum` and `_bucket{le}`, a summary `_count`, `_sum` and its name with `quantile`. Delta temporality and
 * exponential histograms are refused by name. `resource` are the labels that the resource gives to all its series.
 */
export function addMetric(points: Points, metric: Metric, resource: Labels, path: readonly PropertyKey[]): void {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  const name = metric.name.replace(/[^a-zA-Z0-9_:.]/g, "_");
  const refuseAll = (kind: string, reason: string, count: number) =>
    points.refuse(name, reason, jsonPath([...path, kind]), count);

  if (gauge) addNumbers(points, gauge.dataPoints, { name, kind: "gauge", resource, path: [...path, "gauge"] });
  if (sum?.aggregationTemporality === DELTA) refuseAll("sum", "delta_temporality", sum.dataPoints.length);
  else if (sum) {
    const kind = sum.isMonotonic ? "counter" : "gauge";
    addNumbers(points, sum.dataPoints, { name, kind, resource, path: [...path, "sum"] });
  }
  if (histogram?.aggregationTemporality === DELTA) {
    refuseAll("histogram", "delta_temporality", histogram.dataPoints.length);
  } else if (histogram) addHistograms(points, histogram.dataPoints, name, resource, [...path, "histogram"]);
  if (summary) addSummaries(points, summary.dataPoints, name, resource, [...path, "summary"]);
  if (exponentialHistogram) {
    refuseAll("exponentialHistogram", "exponential_histogram", exponentialHistogram.dataPoints.length);
  }
}

/** Names of attributes may hold dots and more; labels may not. What is no plain value is left out. */
export function labelsOf(attributes: Attributes): Labels {
  const labels: Record<string, string> = {};
  for (const { key, value } of attributes) {
    const found = value.stringValue ?? value.boolValue ?? value.intValue ?? value.doubleValue;
    const name = key.replace(/[^a-zA-Z0-9_]/g, "_").replace(/^(?=\d)/, "_");
    if (name !== "" && name !== "__proto__" && found !== undefined && found !== "") labels[name] = String(found);
  }
  return labels;
}

function addNumbers(
  points: Points,
  found: readonly unknown[],
  { name, kind, resource, path }: { name: string; kind: MetricKind; resource: Labels; path: readonly PropertyKey[] },
): void {
  eachOf(points, found, numberPoint, name, path, (point, place) => {
    const value = point.asDouble ?? point.asInt ?? Number.NaN;
    addValue(points, { name, kind, labels: { ...resource, ...labelsOf(point.attributes) }, place }, point, value);
  });
}

function addHistograms(
  points: Points,
  found: readonly unknown[],
  name: string,
  resource: Labels,
  path: readonly PropertyKey[],
): void {
  eachOf(points, found, histogramPoint, name, path, (point, place) => {
    const labels = { ...resource, ...labelsOf(point.attributes) };
    const counter = (suffix: string, value: number, more: Labels = {}) =>
      addValue(
        points,
        { name: `${name}${suffix}`, kind: "counter", labels: { ...labels, ...more }, place },
        point,
        value,
      );
    counter("_count", point.count);
    if (point.sum !== undefined) counter("_sum", point.sum);
    let below = 0;
    for (const [index, count] of point.bucketCounts.entries()) {
      below += count;
      const bound = point.explicitBounds[index];
      counter("_bucket", below, { le: bound === undefined ? "+Inf" : String(bound) });
    }
  });
}

function addSummaries(
  points: Points,
  found: readonly unknown[],
  name: string,
  resource: Labels,
  path: readonly PropertyKey[],
): void {
  eachOf(points, found, summaryPoint, name, path, (point, place) => {
    const labels = { ...resource, ...labelsOf(point.attributes) };
    addValue(points, { name: `${name}_count`, kind: "counter", labels, place }, point, point.count);
    addValue(points, { name: `${name}_sum`, kind: "counter", labels, place }, point, point.sum);
    for (const { quantile, value } of point.quantileValues) {
      const withQuantile = { ...labels, quantile: String(quantile) };
      addValue(points, { name, kind: "gauge", labels: withQuantile, place }, point, value);
    }
  });
}

function eachOf<Type extends z.ZodType>(
  points: Points,
  found: readonly unknown[],
  type: Type,
  name: string,
  path: readonly PropertyKey[],
  add: (point: z.output<Type>, place: string) => void,
): void {
  for (const [index, one] of found.entries()) {
    const place = jsonPath([...path, "dataPoints", index]);
    const parsed = type.safeParse(one);
    if (parsed.success) add(parsed.data, place);
    else points.refuseMalformed(name || "a metric without a name", place);
  }
}

function addValue(
  points: Points,
  series: { name: string; kind: MetricKind; labels: Labels; place: string },
  { timeUnixNano, flags }: { timeUnixNano: number; flags: number },
  value: number,
): void {
  const { name, kind, labels, place } = series;
  const key = seriesKey(name, labels);
  if (!isSeriesKey(key)) {
    points.refuse(key || "a metric without a name", "malformed_labels", place);
    return;
  }
  const ended = (flags & NO_RECORDED_VALUE) === NO_RECORDED_VALUE;
  points.add({ key, kind, path: place }, millisecondsOf(timeUnixNano), ended ? Number.NaN : value);
}

/**
 * Nanoseconds of our days pass 2^53, and a double is up to 128 of them beside what was sent: without the half microsecond
 * a full millisecond would now and then become the one before.
 */
function millisecondsOf(nanoseconds: number): number {
  return Math.floor(nanoseconds / 1e6 + 0.0005);
}
