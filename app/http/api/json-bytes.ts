const ZERO = 48;
const POINT = 46;
const MINUS = 45;
const COMMA = 44;
const LEAST_BYTES = 16_384;
/** No number is longer as a text. */
const MOST_NUMBER_BYTES = 32;
const BILLION = 1_000_000_000;
/** Decimals that are written without a text between: four, as our agents round ratios. */
const DECIMAL_SCALE = 10_000;
/** Below it two decimals are two doubles, so that the one found is the shortest. */
const EXACT_DECIMALS = 10 ** 15;
/** "00" to "99": two digits for one division. */
const PAIRS = Uint8Array.from({ length: 200 }, (_one, place) =>
  place % 2 === 0 ? ZERO + Math.floor(place / 20) : ZERO + (((place - 1) / 2) % 10),
);

/** Of a writer that is done, for the next one; a greater one is let go. */
const MOST_KEPT_BYTES = 1_048_576;
let spare: Buffer | undefined;

/** Writes JSON as bytes, numbers as JSON.stringify would: a text for each of them would be garbage to collect. */
export class JsonBytes {
  private bytes: Buffer;
  private length = 0;
  /** The last number, and where it stands. */
  private before = Number.NaN;
  private begin = 0;
  private end = 0;

  constructor() {
    this.bytes = spare ?? Buffer.allocUnsafe(LEAST_BYTES);
    spare = undefined;
  }

  /** JSON that stands already. */
  text(json: string): void {
    this.room(3 * json.length);
    this.length += this.bytes.write(json, this.length);
  }

  /** The same of few characters, all of them ASCII: at each point, `text` would be a call out of JavaScript. */
  signs(json: string): void {
    this.room(json.length);
    for (let at = 0; at < json.length; at += 1) this.bytes[this.length + at] = json.charCodeAt(at);
    this.length += json.length;
  }

  comma(): void {
    this.room(1);
    this.bytes[this.length] = COMMA;
    this.length += 1;
  }

  /** JSON knows no infinities and no NaN. One that is the number before it is copied. */
  number(value: number): void {
    this.room(MOST_NUMBER_BYTES);
    const { bytes, length } = this;
    if (value === this.before) {
      const count = this.end - this.begin;
      for (let place = 0; place < count; place += 1) bytes[length + place] = bytes[this.begin + place] ?? 0;
      this.length = length + count;
      return;
    }
    const unsigned = Math.abs(value);
    const scaled = Math.round(unsigned * DECIMAL_SCALE);
    const isWhole = Number.isSafeInteger(value);
    if (isWhole || (scaled < EXACT_DECIMALS && scaled / DECIMAL_SCALE === unsigned)) {
      if (value < 0) bytes[length] = MINUS;
      const first = value < 0 ? length + 1 : length;
      this.length = isWhole ? putWhole(bytes, first, unsigned) : putDecimal(bytes, first, scaled);
    } else this.signs(Number.isFinite(value) ? String(value) : "null");
    this.before = value;
    this.begin = length;
    this.end = this.length;
  }

  /** Numbers with commas between. */
  numbers(values: readonly number[]): void {
    for (let index = 0; index < values.length; index += 1) {
      if (index > 0) this.comma();
      this.number(values[index] ?? 0);
    }
  }

  /** All of it, once: what it was written in is used for the next answer. */
  written(): Buffer {
    const written = Buffer.from(this.bytes.subarray(0, this.length));
    if (this.bytes.length <= MOST_KEPT_BYTES) spare = this.bytes;
    this.bytes = Buffer.alloc(0);
    this.length = 0;
    return written;
  }

  /** Makes room at once for what would be made room for step by step. */
  room(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(wider, 0, 0, this.length);
    this.bytes = wider;
  }
}

/** These write from `at` on, where there is room, and give where they ended. */
function putWhole(bytes: Uint8Array, at: number, value: number): number {
  if (value >= BILLION) {
    const high = Math.floor(value / BILLION);
    return putDigits(bytes, putWhole(bytes, at, high), value - high * BILLION, 9);
  }
  let count = 1;
  for (let bound = 10; value >= bound; bound *= 10) count += 1;
  return putDigits(bytes, at, value, count);
}

/** A value that is no whole number, times DECIMAL_SCALE. */
function putDecimal(bytes: Uint8Array, at: number, scaled: number): number {
  const whole = Math.floor(scaled / DECIMAL_SCALE);
  const point = putWhole(bytes, at, whole);
  bytes[point] = POINT;
  let end = putDigits(bytes, point + 1, scaled - whole * DECIMAL_SCALE, 4);
  while (bytes[end - 1] === ZERO) end -= 1;
  return end;
}

function putDigits(bytes: Uint8Array, at: number, value: number, count: number): number {
  const end = at + count;
  let rest = value | 0;
  let place = end;
  while (place - at >= 2) {
    const hundredth = (rest / 100) | 0;
    const pair = 2 * (rest - 100 * hundredth);
    place -= 2;
    bytes[place] = PAIRS[pair] ?? 0;
    bytes[place + 1] = PAIRS[pair + 1] ?? 0;
    rest = hundredth;
  }
  if (place > at) bytes[at] = ZERO + rest;
  return end;
}
