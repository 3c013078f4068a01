import { closeSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Sample, Schema } from "./sample.ts";
import { schemaFrame, snapshotFrame } from "./spool-frames.ts";

/** A segment that is being written. A frame is written whole or cut off again: what fails leaves the file as it was. */
export class OpenSegment {
  readonly #file: number;
  #schema: Schema | undefined;
  /** The schema at the head and the length of its frame: emptying the segment keeps it, so that it is not written again. */
  #head: { schema: Schema | undefined; bytes: number } = { schema: undefined, bytes: 0 };
  bytes = 0;
  samples = 0;
  from = 0;
  to = 0;

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#file = openSync(path, "ax", 0o600);
  }

  append({ schema, snapshot }: Sample): void {
    if (this.#schema?.hash !== schema.hash) {
      this.#write(schemaFrame(schema));
      this.#schema = schema;
      if (this.samples === 0) this.#head = { schema, bytes: this.bytes };
    }
    this.#write(snapshotFrame(snapshot));
    this.samples += 1;
    this.to = snapshot[0];
    if (this.samples === 1) this.from = this.to;
  }

  /** Forgets the samples. */
  empty(): void {
    ftruncateSync(this.#file, this.#head.bytes);
    this.bytes = this.#head.bytes;
    this.#schema = this.#head.schema;
    this.samples = 0;
  }

  sync(): void {
    fdatasyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(frame: Buffer): void {
    try {
      let written = 0;
      while (written < frame.length) written += writeSync(this.#file, frame, written);
      this.bytes += frame.length;
    } catch (error) {
      ftruncateSync(this.#file, this.bytes);
      throw error;
    }
  }
}
