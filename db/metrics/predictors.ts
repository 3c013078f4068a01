import { riceBits, zigzag } from "./bits.ts";

export const PREDICTORS = 5;

/** What is expected next, from the value before, the one before that, and the expectation of the value before. */
export function predicted(predictor: number, last: number, before: number, expected: number): number {
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

export interface Code {
  readonly predictor: number;
  readonly centre: number;
  readonly shift: number;
  /** Bits of the greatest code; 0 when all of them are 0. */
  readonly width: number;
  /** One for each value but the first, in zigzag; good until the next column. */
  readonly codes: Float64Array;
}

/** Codes of the predictor that is tried and of the best one so far: memory for each of five would be much to collect. */
const scratch = { tried: new Float64Array(0), best: new Float64Array(0) };

/** The predictor that leaves the fewest bits, the first of equal ones. */
export function bestCode(counts: Float64Array): Code {
  const length = counts.length - 1;
  if (scratch.tried.length < length) {
    scratch.tried = new Float64Array(2 * length);
    scratch.best = new Float64Array(2 * length);
  }
  let fewest = Number.POSITIVE_INFINITY;
  let best: Omit<Code, "codes"> = { predictor: 1, centre: 0, shift: 0, width: 0 };
  for (let predictor = 0; predictor < PREDICTORS && fewest > 0; predictor += 1) {
    const found = codeBy(counts, predictor, scratch.tried, fewest);
    if (found.bits >= fewest) continue;
    fewest = found.bits;
    best = found;
    [scratch.tried, scratch.best] = [scratch.best, scratch.tried];
  }
  return { ...best, codes: scratch.best.subarray(0, length) };
}

/** Puts the codes of a predictor into `codes`. Infinitely many bits when they are seen to be no less than `fewest`. */
function codeBy(counts: Float64Array, predictor: number, codes: Float64Array, fewest: number) {
  const length = counts.length - 1;
  const mean = putMisses(counts, predictor, codes);
  const centre = predictor <= LAST_CENTRED ? mean : 0;
  let greatest = 0;
  let sum = 0;
  let least = length;
  for (let index = 0; index < length; index += 1) {
    const code = zigzag((codes[index] ?? 0) - centre);
    codes[index] = code;
    if (code > greatest) greatest = code;
    sum += code;
    // Whatever the shift, a code takes one bit more than its number has.
    least += bitsOf(code);
  }
  const width = bitsOf(greatest);
  if (width === 0) return { bits: 0, predictor, centre, shift: 0, width };
  if (least >= fewest) return { bits: Number.POSITIVE_INFINITY, predictor, centre, shift: 0, width };

  let shift = 0;
  let bits = Number.POSITIVE_INFINITY;
  const likely = Math.max(1, bitsOf(Math.floor(sum / length)));
  for (let tried = Math.max(0, likely - 2); tried <= likely; tried += 1) {
    const needed = riceBits(codes, length, tried, width);
    if (needed >= bits) continue;
    bits = needed;
    shift = tried;
  }
  return { bits, predictor, centre, shift, width };
}

/**
 * What the predictor misses by. Gives about the mean, without the least and the greatest: one reset of a counter must not
 * move it.
 */
function putMisses(counts: Float64Array, predictor: number, misses: Float64Array): number {
  const length = counts.length - 1;
  let last = 0;
  let before = 0;
  let expected = 0;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < length; index += 1) {
    expected = predicted(predictor, last, before, expected);
    before = last;
    last = counts[index + 1] ?? 0;
    const miss = last - expected;
    misses[index] = miss;
    sum += miss;
    if (miss < least) least = miss;
    if (miss > greatest) greatest = miss;
  }
  return length < 3 ? least : Math.round((sum - least - greatest) / (length - 2));
}

function bitsOf(value: number): number {
  return value < 2 ** 31 ? 32 - Math.clz32(value) : 32 + bitsOf(Math.floor(value / 2 ** 32));
}
