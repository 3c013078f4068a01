import type { Message } from "../protobuf.ts";

/**
 * What is read of prometheus.WriteRequest, remote-write 1.0 (prompb/remote.proto and types.proto). Metadata and
 * exemplars are skipped; of a native histogram only its instant is read, so that it can be refused by name.
 */
const LABEL: Message = { 1: { name: "name", type: "string" }, 2: { name: "value", type: "string" } };
const SAMPLE: Message = { 1: { name: "value", type: "double" }, 2: { name: "timestamp", type: "int64" } };
const HISTOGRAM: Message = { 15: { name: "timestamp", type: "int64" } };
const TIME_SERIES: Message = {
  1: { name: "labels", type: LABEL, repeated: true },
  2: { name: "samples", type: SAMPLE, repeated: true },
  4: { name: "histograms", type: HISTOGRAM, repeated: true },
};
export const WRITE_REQUEST: Message = { 1: { name: "timeseries", type: TIME_SERIES, repeated: true } };

/** As decoded: fields at their default are absent. */
export interface WriteRequest {
  readonly timeseries?: readonly TimeSeries[];
}

export interface TimeSeries {
  readonly labels?: readonly { readonly name?: string; readonly value?: string }[];
  readonly samples?: readonly { readonly value?: number; readonly timestamp?: number }[];
  readonly histograms?: readonly unknown[];
}
