/**
 * Packs the values of one snapshot. Exact for every number (the bits of -0 included) and for null, and small for what
 * machines send: counts, bytes, and ratios rounded to a few decimals.
 *
 * Layout: format (1 byte), number of values (2, big-endian), then for CLASSED four bits a value that say how it is
 * written, and the values one after the other; for PLAIN (where classes would cost more) a bitmap of what is no null,
 * and 8 bytes a value, little-endian. Equal values always give equal bytes, and a snapshot with nulls filled in, or
 * with values appended, gives greater ones: where the greater bytes win, what was added to a snapshot stays
 * (docs/decisions/016-open-doors.md).
 */
const CLASSED = 3;
const PLAIN = 4;
/** As written before: the number of values little-endian, the bitmap one of nulls. Read, and written no more. */
const OLD_CLASSED = 1;
const OLD_PLAIN = 2;
const HEADER_BYTES = 3;
const MAX_VALUES = 1_000;

/** Rows hold no more than this; 1,000 doubles fit. */
export const MAX_PACKED_BYTES = 8_192;

interface ValueClass {
  readonly bytes: number;
  /** Divisor of a decimal: 0.4273 is written as the integer 4273 and read as 4273 / 10,000, which is the same double. */
  readonly scale: number;
}

const NULL = 0;
const ZERO = 1;
const FLOAT32 = 14;
const FLOAT64 = 15;

/** By number of class; integers and decimals stand in the order in which they are tried. */
const CLASSES: readonly (ValueClass | undefined)[] = [
  { bytes: 0, scale: 1 },
  { bytes: 0, scale: 1 },
  { bytes: 1, scale: 1 },
  { bytes: 2, scale: 1 },
  { bytes: 2, scale: 100 },
  { bytes: 2, scale: 10_000 },
  { bytes: 3, scale: 1 },
  { bytes: 3, scale: 100 },
  { bytes: 3, scale: 1_000_000 },
  { bytes: 4, scale: 1 },
  { bytes: 4, scale: 1_000 },
  { bytes: 5, scale: 100 },
  { bytes: 6, scale: 1 },
  undefined,
  { bytes: 4, scale: 1 },
  { bytes: 8, scale: 1 },
];

const BYTES_OF_CLASS = Uint8Array.from(CLASSES, (one) => one?.bytes ?? 0);
const LIMIT_OF_CLASS = CLASSES.map((one) => 256 ** (one?.bytes ?? 0));
/** The classes that may hold an integer, and those that may hold a number with decimals; in the table's order. */
const INTEGERS = [2, 3, 6, 9, 11, 12];
const DECIMALS = [4, 5, 7, 8, 10, 11];
const scratch = Buffer.alloc(HEADER_BYTES + MAX_VALUES / 2 + MAX_VALUES * 8);

/** Packs up to 1,000 values; throws on more, and on a number that is not finite. */
export function packValues(values: readonly (number | null)[]): Buffer {
  if (values.length > MAX_VALUES) throw new RangeError(`${values.length} values in one snapshot`);
  const classBytes = Math.ceil(values.length / 2);
  scratch.writeUInt8(CLASSED, 0);
  scratch.writeUInt16BE(values.length, 1);
  scratch.fill(0, HEADER_BYTES, HEADER_BYTES + classBytes);

  let offset = HEADER_BYTES + classBytes;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? null;
    const number = value === null ? NULL : classOf(value);
    const place = HEADER_BYTES + (index >> 1);
    scratch[place] = (scratch[place] ?? 0) | (number << ((index & 1) * 4));
    if (value !== null) offset = write(value, number, offset);
  }
  return offset > MAX_PACKED_BYTES ? packPlain(values) : Buffer.from(scratch.subarray(0, offset));
}

/** All values of a packed snapshot. */
export function unpackValues(packed: Buffer): (number | null)[] {
  const values: (number | null)[] = [];
  visitValues(packed, undefined, (_index, value) => values.push(value));
  return values;
}

/**
 * Reads the values at some positions, ascending, without decoding the others: what a chart of one series over many
 * machines needs. Without positions reads all. Positions past the end are left out.
 */
export function visitValues(
  packed: Buffer,
  positions: readonly number[] | undefined,
  visit: (index: number, value: number | null) => void,
): void {
  const format = packed[0];
  const isOld = format === OLD_CLASSED || format === OLD_PLAIN;
  const count = isOld ? packed.readUInt16LE(1) : packed.readUInt16BE(1);
  if (format === PLAIN || format === OLD_PLAIN) {
    visitPlain(packed, count, positions, visit);
    return;
  }
  if (format !== CLASSED && format !== OLD_CLASSED)
    throw new Error(`A packed snapshot begins with the unknown format ${format}`);

  let offset = HEADER_BYTES + Math.ceil(count / 2);
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    if (positions && next >= positions.length) return;
    const number = ((packed[HEADER_BYTES + (index >> 1)] ?? 0) >> ((index & 1) * 4)) & 15;
    if (!positions || positions[next] === index) {
      visit(index, read(packed, number, offset));
      next += 1;
    }
    offset += BYTES_OF_CLASS[number] ?? 0;
  }
}

/** The first class of the table that gives the value back to the bit: what trying each in order would find. */
function classOf(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be stored`);
  if (Object.is(value, 0)) return ZERO;
  const found = !(value > 0) ? undefined : Number.isInteger(value) ? classOfInteger(value) : classOfDecimal(value);
  return found ?? (!Object.is(value, -0) && Math.fround(value) === value ? FLOAT32 : FLOAT64);
}

function classOfInteger(value: number): number | undefined {
  return INTEGERS.find((number) => value * (CLASSES[number]?.scale ?? 1) < (LIMIT_OF_CLASS[number] ?? 0));
}

function classOfDecimal(value: number): number | undefined {
  for (const number of DECIMALS) {
    const scale = CLASSES[number]?.scale ?? 1;
    const integer = Math.round(value * scale);
    if (integer < (LIMIT_OF_CLASS[number] ?? 0) && integer / scale === value) return number;
  }
  return undefined;
}

function write(value: number, number: number, offset: number): number {
  if (number === FLOAT64) return scratch.writeDoubleLE(value, offset);
  if (number === FLOAT32) return scratch.writeFloatLE(value, offset);
  const { bytes, scale } = CLASSES[number] ?? { bytes: 0, scale: 1 };
  let rest = scale === 1 ? value : Math.round(value * scale);
  for (let place = offset; place < offset + bytes; place += 1) {
    scratch[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + bytes;
}

function read(packed: Buffer, number: number, offset: number): number | null {
  if (number === NULL) return null;
  if (number === ZERO) return 0;
  if (number === FLOAT64) return packed.readDoubleLE(offset);
  if (number === FLOAT32) return packed.readFloatLE(offset);
  const found = CLASSES[number];
  if (!found) throw new Error(`A packed snapshot holds the unknown class ${number}`);
  return packed.readUIntLE(offset, found.bytes) / found.scale;
}

function packPlain(values: readonly (number | null)[]): Buffer {
  const bitmapBytes = Math.ceil(values.length / 8);
  const packed = Buffer.alloc(HEADER_BYTES + bitmapBytes + values.length * 8);
  packed.writeUInt8(PLAIN, 0);
  packed.writeUInt16BE(values.length, 1);
  values.forEach((value, index) => {
    const place = HEADER_BYTES + (index >> 3);
    if (value === null) return;
    packed.writeUInt8(packed.readUInt8(place) | (1 << (index & 7)), place);
    packed.writeDoubleLE(value, HEADER_BYTES + bitmapBytes + index * 8);
  });
  return packed;
}

function visitPlain(
  packed: Buffer,
  count: number,
  positions: readonly number[] | undefined,
  visit: (index: number, value: number | null) => void,
): void {
  const bitOfNull = packed[0] === OLD_PLAIN ? 1 : 0;
  const first = HEADER_BYTES + Math.ceil(count / 8);
  const wanted = positions ?? Array.from({ length: count }, (_value, index) => index);
  for (const index of wanted) {
    if (index >= count) return;
    const isNull = (((packed[HEADER_BYTES + (index >> 3)] ?? 0) >> (index & 7)) & 1) === bitOfNull;
    visit(index, isNull ? null : packed.readDoubleLE(first + index * 8));
  }
}
