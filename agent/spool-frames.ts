import { crc32 } from "node:zlib";
import type { DeclaredSeries, Snapshot } from "#collector/protocol/push.ts";
import { type Sample, type Schema, schemaOfSeries } from "./sample.ts";

/**
 * The frames of a spool segment: length and CRC-32 of the content (4 bytes each, big endian), then the content: `S` and the
 * series of a schema, or `V` and a snapshot of the schema before it, as JSON. A segment reads alone.
 */
const HEAD_BYTES = 8;
const LARGEST_CONTENT_BYTES = 4_000_000;
const SCHEMA = "S".charCodeAt(0);
const VALUES = "V".charCodeAt(0);

export function schemaFrame(schema: Schema): Buffer {
  return frame(`S${JSON.stringify(schema.series)}`);
}

export function snapshotFrame(snapshot: Snapshot): Buffer {
  return frame(`V${JSON.stringify(snapshot)}`);
}

export interface SegmentSummary {
  /** Where the first torn or damaged frame begins: nothing from there on can be read. */
  readonly soundBytes: number;
  readonly samples: number;
  /** Instants of the first and the last sample; 0 without samples. */
  readonly from: number;
  readonly to: number;
}

/** Counts what a segment holds without reading its values. */
export function summaryOf(bytes: Buffer): SegmentSummary {
  let [soundBytes, samples, from, to] = [0, 0, 0, 0];
  for (const { content, end } of frames(bytes)) {
    soundBytes = end;
    if (content[0] !== VALUES) continue;
    // `V[1795359760000,…`: the instant is all that is needed.
    to = Number.parseInt(content.toString("latin1", 2, 20), 10);
    if (samples === 0) from = to;
    samples += 1;
  }
  return { soundBytes, samples, from, to };
}

/** The samples of a segment, up to the first torn or damaged frame. */
export function samplesOf(bytes: Buffer): Sample[] {
  const samples: Sample[] = [];
  let schema: Schema | undefined;
  for (const { content } of frames(bytes)) {
    const value: unknown = JSON.parse(content.toString("utf8", 1));
    if (content[0] === SCHEMA) schema = schemaOfSeries(value as DeclaredSeries[]);
    else if (schema) samples.push({ schema, snapshot: value as Snapshot });
  }
  return samples;
}

function frame(text: string): Buffer {
  const content = Buffer.from(text);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(content.length, 0);
  head.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([head, content]);
}

function* frames(bytes: Buffer): Generator<{ content: Buffer; end: number }> {
  let at = 0;
  while (at + HEAD_BYTES <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const end = at + HEAD_BYTES + length;
    // After a power cut a file may end in zeros: a length of 0 is no frame.
    if (length === 0 || length > LARGEST_CONTENT_BYTES || end > bytes.length) return;
    const content = bytes.subarray(at + HEAD_BYTES, end);
    if (crc32(content) !== bytes.readUInt32BE(at + 4)) return;
    yield { content, end };
    at = end;
  }
}
