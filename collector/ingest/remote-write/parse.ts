import { type MetricKind, seriesKey } from "#collector/protocol/metrics.ts";

import { type Answer, refusal } from "../../http/answers.ts";
import { isSeriesKey, MAX_PARTS, Points, TooManyPoints } from "../doors/points.ts";
import { decodeMessage, NotProtobuf, TooManyParts } from "../protobuf.ts";
import { type TimeSeries, WRITE_REQUEST, type WriteRequest } from "./messages.ts";

/** Remote-write 1.0 sends no types with its samples: by OpenMetrics' habit these suffixes are counters. */
const COUNTER = /(_total|_count|_sum|_bucket)$/;

/** Reads a decompressed remote-write request. All labels are kept as they were sent, job and instance among them. Pure. */
export function parseWrite(body: Buffer, now: number): Points | Answer {
  try {
    const request: WriteRequest = decodeMessage(WRITE_REQUEST, body, MAX_PARTS);
    const points = new Points(now);
    for (const [index, series] of (request.timeseries ?? []).entries()) {
      addSeries(points, series, `$.timeseries[${index}]`);
    }
    return points;
  } catch (error) {
    if (error instanceof NotProtobuf) {
      return refusal(400, "malformed", `The body is no WriteRequest: ${error.message}.`, { path: "$" });
    }
    if (error instanceof TooManyParts || error instanceof TooManyPoints) {
      return refusal(413, "too_large", "The request holds too many samples. Send half.", { path: "$.timeseries" });
    }
    throw error;
  }
}

function addSeries(points: Points, { labels = [], samples = [], histograms = [] }: TimeSeries, path: string): void {
  const { key, name, isSound } = identityOf(labels);
  if (!isSound) {
    points.refuse(key || "a series without a name", "malformed_labels", path, samples.length + histograms.length);
    return;
  }
  points.refuse(key, "native_histogram", path, histograms.length);
  const kind: MetricKind = COUNTER.test(name) ? "counter" : "gauge";
  for (const { timestamp = 0, value = 0 } of samples) points.add({ key, kind, path }, timestamp, value);
}

function identityOf(sent: NonNullable<TimeSeries["labels"]>): { key: string; name: string; isSound: boolean } {
  const labels: Record<string, string> = Object.create(null);
  for (const { name = "", value = "" } of sent) {
    if (name in labels) return { key: labels.__name__ ?? "", name: "", isSound: false };
    // A label without a value is one that is not there.
    if (value !== "") labels[name] = value;
  }
  const { __name__: name = "", ...others } = labels;
  const key = seriesKey(name, others);
  return { key, name, isSound: isSeriesKey(key) };
}
