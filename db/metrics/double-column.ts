import type { BitReader, BitWriter } from "./bits.ts";

/** The two halves of a double, as XOR needs them. */
const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
const [LOW, HIGH] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];

/**
 * Doubles that are no decimals: the first one whole, then what changed from one to the next by XOR, of which only the
 * bits between `leading` and `trailing` ever change in this column. Exact for every double; all NaN are one.
 */
export function writeDoubles(out: BitWriter, values: Float64Array): void {
  const changes = changesOf(values);
  let high = 0;
  let low = 0;
  for (let index = 2; index < changes.length; index += 2) {
    high |= changes[index] ?? 0;
    low |= changes[index + 1] ?? 0;
  }
  const leading = high === 0 ? 32 + Math.clz32(low) : Math.clz32(high);
  const trailing = low === 0 ? 32 + trailingZeros(high) : trailingZeros(low);
  out.bits(changes[0] ?? 0, 32);
  out.bits(changes[1] ?? 0, 32);
  out.byte(leading);
  if (leading < 64) {
    out.byte(trailing);
    for (let index = 2; index < changes.length; index += 2) {
      writeBetween(out, changes[index] ?? 0, changes[index + 1] ?? 0, leading, trailing);
    }
  }
  out.flush();
}

export function readDoubles(reader: BitReader, values: Float64Array): void {
  let high = reader.bits(32);
  let low = reader.bits(32);
  const leading = reader.byte();
  const trailing = leading < 64 ? reader.byte() : 64;
  const highBits = Math.max(0, 32 - leading - Math.max(0, trailing - 32));
  const lowBits = Math.max(0, 32 - trailing - Math.max(0, leading - 32));
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) {
      if (highBits > 0) high ^= reader.bits(highBits) << Math.max(0, trailing - 32);
      if (lowBits > 0) low ^= reader.bits(lowBits) << Math.min(31, trailing);
    }
    halves[HIGH ?? 1] = high;
    halves[LOW ?? 0] = low;
    values[index] = double[0] ?? 0;
  }
}

/** High and low half of the first value, then of each value's XOR with the one before. */
function changesOf(values: Float64Array): Uint32Array {
  const changes = new Uint32Array(2 * values.length);
  let highBefore = 0;
  let lowBefore = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    // The language may write any of the bit patterns that mean NaN: equal snapshots must give equal bytes.
    double[0] = value;
    const high = Number.isNaN(value) ? 0x7ff80000 : (halves[HIGH ?? 1] ?? 0);
    const low = Number.isNaN(value) ? 0 : (halves[LOW ?? 0] ?? 0);
    changes[2 * index] = high ^ highBefore;
    changes[2 * index + 1] = low ^ lowBefore;
    highBefore = high;
    lowBefore = low;
  }
  return changes;
}

function writeBetween(out: BitWriter, high: number, low: number, leading: number, trailing: number): void {
  const highBits = 32 - leading - Math.max(0, trailing - 32);
  const lowBits = 32 - trailing - Math.max(0, leading - 32);
  if (highBits > 0) out.bits(high >>> Math.max(0, trailing - 32), highBits);
  if (lowBits > 0) out.bits(low >>> trailing, lowBits);
}

function trailingZeros(value: number): number {
  return value === 0 ? 32 : 31 - Math.clz32(value & -value);
}
