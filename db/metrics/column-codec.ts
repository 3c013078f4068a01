import { type BitReader, type BitWriter, riceBits, unzigzag, zigzag } from "./bits.ts";
import { decimalsOf, SCALES } from "./decimals.ts";
import { readDoubles, writeDoubles } from "./double-column.ts";

/**
 * One column: the values of one series in time order, without its nulls; how many there are stands elsewhere. The first
 * byte says what follows:
 *
 * - CONSTANT: one integer, the value times its decimal scale;
 * - PREDICTED, integers: the first one; their greatest common divisor, by which the others are counted from it; the
 *   centre of what the predictor missed by. It never missed by anything else;
 * - CODED, integers: as before, then what the predictor missed by, in Rice codes around the centre;
 * - DOUBLES, when one value is no decimal (double-column.ts).
 */
const CONSTANT = 0;
const PREDICTED = 1;
const CODED = 2;
const DOUBLES = 255;

const PREDICTORS = 5;

/** What is expected next, from the value before, the one before that, and the expectation of the value before. */
function predicted(predictor: number, last: number, before: number, expected: number): number {
  switch (predictor) {
    case 0:
      return 0;
    case 1:
      return last;
    case 2:
      return 2 * last - before;
    case 3:
      return Math.floor((last + expected) / 2);
    default:
      return Math.floor((last + 3 * expected) / 4);
  }
}

/** The last predictor whose misses may lie around another centre than 0; the others would feed it back. */
const LAST_CENTRED = 2;

export function writeColumn(out: BitWriter, values: Float64Array): void {
  if (values.length === 0) return;
  const decimals = decimalsOf(values);
  if (decimals) {
    writeIntegers(out, decimals.integers, decimals.scale);
    return;
  }
  out.byte(DOUBLES);
  writeDoubles(out, values);
}

/** Reads a column of `count` values. */
export function readColumn(reader: BitReader, count: number): Float64Array {
  const values = new Float64Array(count);
  if (count === 0) return values;
  const head = reader.byte();
  if (head === DOUBLES) readDoubles(reader, values);
  else readIntegers(reader, head, values);
  reader.align();
  return values;
}

function writeIntegers(out: BitWriter, integers: Float64Array, scale: number): void {
  const first = integers[0] ?? 0;
  const divisor = commonDivisor(integers);
  if (divisor === 0) {
    out.byte(headOf(CONSTANT, 0, scale));
    out.varint(zigzag(first));
    return;
  }
  const counts = divisor > 1 ? integers.map((one) => (one - first) / divisor) : integers.map((one) => one - first);
  const { predictor, centre, shift, width, codes } = bestCode(counts);
  out.byte(headOf(width === 0 ? PREDICTED : CODED, predictor, scale));
  out.varint(zigzag(first));
  out.varint(divisor);
  out.varint(zigzag(centre));
  if (width === 0) return;
  out.byte(shift);
  out.byte(width);
  for (let index = 0; index < codes.length; index += 1) out.rice(codes[index] ?? 0, shift, width);
  out.flush();
}

function headOf(form: number, predictor: number, scale: number): number {
  return (form * PREDICTORS + predictor) * SCALES.length + scale;
}

function readIntegers(reader: BitReader, head: number, values: Float64Array): void {
  const scale = SCALES[head % SCALES.length] ?? 1;
  const way = Math.floor(head / SCALES.length);
  const predictor = way % PREDICTORS;
  const form = Math.floor(way / PREDICTORS);
  if (form > CODED) throw new Error(`A packed column begins with the unknown byte ${head}`);
  const first = unzigzag(reader.varint());
  values.fill(first / scale);
  if (form === CONSTANT) return;
  const divisor = reader.varint();
  const centre = unzigzag(reader.varint());
  const shift = form === CODED ? reader.byte() : 0;
  const width = form === CODED ? reader.byte() : 0;
  let last = 0;
  let before = 0;
  let expected = 0;
  for (let index = 1; index < values.length; index += 1) {
    expected = predicted(predictor, last, before, expected) + centre;
    before = last;
    last = form === CODED ? expected + unzigzag(reader.rice(shift, width)) : expected;
    values[index] = (first + last * divisor) / scale;
  }
}

interface Code {
  readonly predictor: number;
  readonly centre: number;
  readonly shift: number;
  /** Bits of the greatest code; 0 when all of them are 0. */
  readonly width: number;
  /** One for each value but the first, in zigzag. */
  readonly codes: Float64Array;
}

/** The predictor that leaves the fewest bits, the first of equal ones. */
function bestCode(counts: Float64Array): Code {
  let best: Code | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (let predictor = 0; predictor < PREDICTORS; predictor += 1) {
    const { bits, code } = codeBy(counts, predictor);
    if (bits >= fewest) continue;
    fewest = bits;
    best = code;
  }
  return best ?? codeBy(counts, 1).code;
}

function codeBy(counts: Float64Array, predictor: number): { bits: number; code: Code } {
  const codes = missesOf(counts, predictor);
  const centre = predictor <= LAST_CENTRED ? centreOf(codes) : 0;
  let greatest = 0;
  let sum = 0;
  for (let index = 0; index < codes.length; index += 1) {
    const code = zigzag((codes[index] ?? 0) - centre);
    codes[index] = code;
    if (code > greatest) greatest = code;
    sum += code;
  }
  const width = bitsOf(greatest);
  if (width === 0) return { bits: 0, code: { predictor, centre, shift: 0, width, codes } };

  let shift = 0;
  let bits = Number.POSITIVE_INFINITY;
  const likely = Math.max(1, bitsOf(Math.floor(sum / codes.length)));
  for (let tried = Math.max(0, likely - 2); tried <= likely; tried += 1) {
    let needed = 0;
    for (let index = 0; index < codes.length; index += 1) needed += riceBits(codes[index] ?? 0, tried, width);
    if (needed >= bits) continue;
    bits = needed;
    shift = tried;
  }
  return { bits, code: { predictor, centre, shift, width, codes } };
}

function missesOf(counts: Float64Array, predictor: number): Float64Array {
  const misses = new Float64Array(counts.length - 1);
  let last = 0;
  let before = 0;
  let expected = 0;
  for (let index = 0; index < misses.length; index += 1) {
    expected = predicted(predictor, last, before, expected);
    before = last;
    last = counts[index + 1] ?? 0;
    misses[index] = last - expected;
  }
  return misses;
}

/** About the mean, without the least and the greatest: one reset of a counter must not move it. */
function centreOf(misses: Float64Array): number {
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < misses.length; index += 1) {
    const miss = misses[index] ?? 0;
    sum += miss;
    if (miss < least) least = miss;
    if (miss > greatest) greatest = miss;
  }
  if (misses.length < 3) return least;
  return Math.round((sum - least - greatest) / (misses.length - 2));
}

function commonDivisor(integers: Float64Array): number {
  const first = integers[0] ?? 0;
  let divisor = 0;
  for (let index = 1; index < integers.length && divisor !== 1; index += 1) {
    let rest = Math.abs((integers[index] ?? 0) - first);
    while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  }
  return divisor;
}

function bitsOf(value: number): number {
  return value < 2 ** 31 ? 32 - Math.clz32(value) : 32 + bitsOf(Math.floor(value / 2 ** 32));
}
