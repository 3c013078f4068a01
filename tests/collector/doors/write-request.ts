import protobuf from "protobufjs/minimal.js";
import { compress } from "snappyjs";

import { type Answered, send } from "../support.ts";

export interface SentSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [at: number, value: number])[];
  readonly histograms?: number;
}

/** A remote-write 1.0 request, as Prometheus would write it: before snappy. */
export function writeRequest(timeseries: readonly SentSeries[]): Buffer {
  const writer = protobuf.Writer.create();
  for (const { labels, samples, histograms = 0 } of timeseries) {
    writer.uint32(10).fork();
    for (const [name, value] of Object.entries(labels)) {
      writer.uint32(10).fork().uint32(10).string(name).uint32(18).string(value).ldelim();
    }
    for (const [at, value] of samples) writer.uint32(18).fork().uint32(9).double(value).uint32(16).int64(at).ldelim();
    // An exemplar, which is skipped, and native histograms, which are refused by name.
    writer.uint32(26).fork().uint32(17).double(1).ldelim();
    for (let index = 0; index < histograms; index += 1) writer.uint32(34).fork().uint32(8).uint32(7).ldelim();
    writer.ldelim();
  }
  // Metadata, which is skipped.
  writer.uint32(26).fork().uint32(8).uint32(1).uint32(18).string("up").ldelim();
  return Buffer.from(writer.finish());
}

/** A series by name alone, or by name and labels. */
export function series(
  name: string,
  samples: SentSeries["samples"],
  labels: Readonly<Record<string, string>> = {},
): SentSeries {
  return { labels: { __name__: name, ...labels }, samples };
}

export function remoteWrite(
  { url, token }: { url: string; token: string },
  body: readonly SentSeries[] | Buffer,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const plain = Buffer.isBuffer(body) ? body : writeRequest(body);
  return send(url, "/api/v1/write", {
    token,
    body: compress(plain),
    headers: {
      "content-encoding": "snappy",
      "content-type": "application/x-protobuf",
      "x-prometheus-remote-write-version": "0.1.0",
      ...headers,
    },
  });
}
