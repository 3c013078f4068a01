/**
 * Snappy's block format, as remote-write sends it (https://github.com/google/snappy/blob/main/format_description.txt).
 * Written here because a body is hostile: the length that it declares is looked at before anything is made room for,
 * every step stays inside both buffers, and the position only ever grows.
 */
export function unsnap(wire: Buffer, maxLength: number): Buffer | "too_large" | "malformed" {
  const declared = declaredLength(wire);
  if (!declared) return "malformed";
  if (declared.length > maxLength) return "too_large";

  const plain = Buffer.allocUnsafe(declared.length);
  let from = declared.end;
  let to = 0;
  while (from < wire.length) {
    const tag = wire[from] ?? 0;
    const isLiteral = (tag & 3) === 0;
    const element = isLiteral ? literalAt(wire, from, tag) : copyAt(wire, from, tag);
    if (!element || to + element.length > plain.length) return "malformed";
    const { length, offset, next } = element;
    if (isLiteral) wire.copy(plain, to, next - length, next);
    else if (offset === 0 || offset > to) return "malformed";
    else repeat(plain, to, offset, length);
    to += length;
    from = next;
  }
  return to === plain.length ? plain : "malformed";
}

interface Element {
  readonly length: number;
  /** How far back a copy begins; 0 for a literal. */
  readonly offset: number;
  /** Where the next element begins in the wire's bytes. */
  readonly next: number;
}

/** The varint before the elements: at most 32 bits. */
function declaredLength(wire: Buffer): { length: number; end: number } | undefined {
  let length = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = wire[index];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return length < 2 ** 32 ? { length, end: index + 1 } : undefined;
  }
  return undefined;
}

function literalAt(wire: Buffer, from: number, tag: number): Element | undefined {
  const short = tag >>> 2;
  const lengthBytes = short < 60 ? 0 : short - 59;
  const start = from + 1 + lengthBytes;
  if (start > wire.length) return undefined;
  const length = (lengthBytes === 0 ? short : wire.readUIntLE(from + 1, lengthBytes)) + 1;
  return start + length > wire.length ? undefined : { length, offset: 0, next: start + length };
}

function copyAt(wire: Buffer, from: number, tag: number): Element | undefined {
  const kind = tag & 3;
  const offsetBytes = kind === 3 ? 4 : kind;
  const next = from + 1 + offsetBytes;
  if (next > wire.length) return undefined;
  const low = wire.readUIntLE(from + 1, offsetBytes);
  if (kind === 1) return { length: ((tag >>> 2) & 7) + 4, offset: low + ((tag >>> 5) << 8), next };
  return { length: (tag >>> 2) + 1, offset: low, next };
}

/** Byte by byte where the copy reads what it has just written: that is how a run is said. */
function repeat(plain: Buffer, to: number, offset: number, length: number): void {
  if (offset >= length) plain.copyWithin(to, to - offset, to - offset + length);
  else for (let index = to; index < to + length; index += 1) plain[index] = plain[index - offset] ?? 0;
}
