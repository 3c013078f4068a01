import { deflateRawSync, constants as zlib } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly data?: string | Buffer;
  /** Already deflated, whatever it becomes. */
  readonly deflated?: Buffer;
  /** What the archive says it becomes, where that is not the truth. */
  readonly declaredBytes?: number;
  /** Unix mode: 0o120777 is a link. */
  readonly mode?: number;
  /** Stands where this other entry stands: its bytes are shared. */
  readonly sharesFirst?: boolean;
}

/** An archive made by hand, so that it may lie. Its checksums are zeros: nothing here reads them. */
export function zipOf(entries: readonly ZipEntry[], { declaredEntries = entries.length } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? "");
    const bytes = entry.deflated ?? (data.length > 64 ? deflateRawSync(data) : data);
    const method = bytes === data ? 0 : 8;
    const declared = entry.declaredBytes ?? data.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(declared, 18);
    common.writeUInt16LE(name.length, 22);
    const head = Buffer.alloc(46);
    head.write("PK\x01\x02", 0, "latin1");
    head.writeUInt16LE((3 << 8) | 20, 4);
    common.copy(head, 6);
    head.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    head.writeUInt32LE(entry.sharesFirst ? 0 : at, 42);
    directory.push(head, name);
    if (entry.sharesFirst) continue;
    parts.push(Buffer.from("PK\x03\x04", "latin1"), common, name, bytes);
    at += 30 + name.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(declaredEntries, 8);
  end.writeUInt16LE(declaredEntries, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

const SIXTEEN_MEGABYTES = 16 * 1_048_576;
let piece: Buffer | undefined;

/** Deflated zeros, a thousandth of what they become: one piece ends on a whole byte, so it may stand many times. */
export function deflatedZeros(times: number): Buffer {
  piece ??= deflateRawSync(Buffer.alloc(SIXTEEN_MEGABYTES), { finishFlush: zlib.Z_FULL_FLUSH });
  return Buffer.concat([...Array<Buffer>(times).fill(piece), Buffer.from([3, 0])]);
}

export function zerosBytes(times: number): number {
  return times * SIXTEEN_MEGABYTES;
}
