import protobuf from "protobufjs/minimal.js";

/** The fields of a message that we read, by number; all others are skipped. Written by hand from the public .proto files. */
export interface Message {
  readonly [number: number]: Field;
}

export interface Field {
  readonly name: string;
  readonly type: Scalar | Message;
  readonly repeated?: boolean;
}

export type Scalar = "string" | "double" | "int64" | "fixed64" | "sfixed64" | "uint32" | "int32" | "bool";

type Decoded = Record<string, unknown>;

const LENGTH_DELIMITED = 2;
const WIRE_TYPES: Readonly<Record<Scalar, number>> = {
  string: LENGTH_DELIMITED,
  double: 1,
  fixed64: 1,
  sfixed64: 1,
  int64: 0,
  uint32: 0,
  int32: 0,
  bool: 0,
};

/** Thrown for bytes that are no such message. */
export class NotProtobuf extends Error {}
/** Thrown where a message holds more repeated parts than may be: two bytes on the wire become an object in memory. */
export class TooManyParts extends Error {}

/**
 * Decodes a message as plain objects, in the shape of protobuf's JSON: absent fields are absent, 64-bit integers are
 * numbers (nanoseconds are exact to the microsecond so). Nothing nests deeper than the description does.
 */
export function decodeMessage(message: Message, bytes: Buffer, maxParts: number): Decoded {
  const reader = protobuf.Reader.create(bytes);
  const parts = { left: maxParts };
  try {
    return decodeUntil(reader, bytes.length, message, parts);
  } catch (error) {
    if (error instanceof TooManyParts) throw error;
    throw new NotProtobuf(error instanceof Error ? error.message : "unreadable");
  }
}

function decodeUntil(reader: protobuf.Reader, end: number, message: Message, parts: { left: number }): Decoded {
  const decoded: Decoded = {};
  while (reader.pos < end) {
    const tag = reader.uint32();
    const field = message[tag >>> 3];
    const wireType = tag & 7;
    if (!field) skip(reader, wireType);
    else if (typeof field.type === "string") scalars(reader, wireType, field, field.type, decoded, parts);
    else {
      expectWire(wireType, LENGTH_DELIMITED);
      put(decoded, field, decodeUntil(reader, endOf(reader, end), field.type, parts), parts);
    }
  }
  if (reader.pos !== end) throw new NotProtobuf("a part ends beyond its whole");
  return decoded;
}

function scalars(
  reader: protobuf.Reader,
  wireType: number,
  field: Field,
  type: Scalar,
  decoded: Decoded,
  parts: { left: number },
): void {
  if (wireType === LENGTH_DELIMITED && field.repeated && type !== "string") {
    for (const end = endOf(reader, reader.len); reader.pos < end; ) put(decoded, field, scalar(reader, type), parts);
    return;
  }
  expectWire(wireType, WIRE_TYPES[type]);
  put(decoded, field, scalar(reader, type), parts);
}

function scalar(reader: protobuf.Reader, type: Scalar): unknown {
  const value = reader[type]();
  return typeof value === "object" ? value.high * 2 ** 32 + (value.low >>> 0) : value;
}

function put(decoded: Decoded, { name, repeated }: Field, value: unknown, parts: { left: number }): void {
  if (!repeated) {
    decoded[name] = value;
    return;
  }
  parts.left -= 1;
  if (parts.left < 0) throw new TooManyParts();
  if (Array.isArray(decoded[name])) decoded[name].push(value);
  else decoded[name] = [value];
}

/** Where the part ends whose length comes next. */
function endOf(reader: protobuf.Reader, whole: number): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > whole) throw new NotProtobuf("a part is longer than its whole");
  return end;
}

/** Groups, which no message of ours has, would be skipped by recursion as deep as the sender likes. */
function skip(reader: protobuf.Reader, wireType: number): void {
  if (wireType !== 0 && wireType !== 1 && wireType !== LENGTH_DELIMITED && wireType !== 5) {
    throw new NotProtobuf("a field of an unknown kind");
  }
  reader.skipType(wireType);
}

function expectWire(found: number, expected: number): void {
  if (found !== expected) throw new NotProtobuf("a field is not of its kind");
}
