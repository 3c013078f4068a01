import { type BitReader, type BitWriter, unzigzag, zigzag } from "./bits.ts";
import type { ColumnMemory } from "./column-memory.ts";
import { decimalsOf, SCALES } from "./decimals.ts";
import { readDoubles, writeDoubles } from "./double-column.ts";
import { bestCode, PREDICTORS, predicted } from "./predictors.ts";

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

/** Reads a column of `count` values, into an array of its own unless a memory is given. */
export function readColumn(reader: BitReader, count: number, memory?: ColumnMemory): Float64Array {
  const values = memory ? memory.take(count) : new Float64Array(count);
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

function commonDivisor(integers: Float64Array): number {
  const first = integers[0] ?? 0;
  let divisor = 0;
  for (let index = 1; index < integers.length && divisor !== 1; index += 1) {
    let rest = Math.abs((integers[index] ?? 0) - first);
    while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  }
  return divisor;
}
