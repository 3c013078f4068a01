const ZERO = 48;
const POINT = 46;
const MINUS = 45;
const LEAST_BYTES = 16_384;
/** No number is longer as a text. */
const MOST_NUMBER_BYTES = 32;
const BILLION = 1_000_000_000;
/** Decimals that are written without a text between: four, as our agents round ratios. */
const DECIMAL_SCALE = 10_000;
/** Below it two decimals are two doubles, so that the one found is the shortest. */
const EXACT_DECIMALS = 10 ** 15;

/** Writes JSON as bytes, numbers as JSON.stringify would: a text for each of them would be garbage to collect. */
export class JsonBytes {
  private bytes = Buffer.allocUnsafe(LEAST_BYTES);
  private length = 0;

  /** JSON that stands already. */
  text(json: string): void {
    this.room(3 * json.length);
    this.length += this.bytes.write(json, this.length);
  }

  /** The same of few characters, all of them ASCII: at each point, `text` would be a call out of JavaScript. */
  signs(json: string): void {
    this.room(json.length);
    for (let at = 0; at < json.length; at += 1) this.push(json.charCodeAt(at));
  }

  /** JSON knows no infinities and no NaN. */
  number(value: number): void {
    this.room(MOST_NUMBER_BYTES);
    if (Number.isSafeInteger(value)) {
      this.whole(this.unsigned(value));
      return;
    }
    const scaled = Math.round(Math.abs(value) * DECIMAL_SCALE);
    if (scaled < EXACT_DECIMALS && scaled / DECIMAL_SCALE === Math.abs(value)) {
      this.unsigned(value);
      this.decimal(scaled);
    } else this.signs(Number.isFinite(value) ? String(value) : "null");
  }

  /** Numbers with commas between; one that is the number before it is copied. */
  numbers(values: readonly number[]): void {
    let begin = 0;
    let end = 0;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? 0;
      if (index > 0) this.signs(",");
      if (index > 0 && value === values[index - 1]) {
        this.room(MOST_NUMBER_BYTES);
        for (let at = begin; at < end; at += 1) this.push(this.bytes[at] ?? 0);
        continue;
      }
      begin = this.length;
      this.number(value);
      end = this.length;
    }
  }

  written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /** Writes the sign, and gives what is left to write. */
  private unsigned(value: number): number {
    if (value < 0) this.push(MINUS);
    return Math.abs(value);
  }

  private whole(value: number): void {
    if (value >= BILLION) {
      const high = Math.floor(value / BILLION);
      this.whole(high);
      this.digits(value - high * BILLION, 9);
      return;
    }
    let count = 1;
    for (let bound = 10; value >= bound; bound *= 10) count += 1;
    this.digits(value, count);
  }

  /** A value that is no whole number, times DECIMAL_SCALE. */
  private decimal(scaled: number): void {
    const whole = Math.floor(scaled / DECIMAL_SCALE);
    this.whole(whole);
    this.push(POINT);
    this.digits(scaled - whole * DECIMAL_SCALE, 4);
    while (this.bytes[this.length - 1] === ZERO) this.length -= 1;
  }

  private digits(value: number, count: number): void {
    let rest = value | 0;
    for (let at = this.length + count - 1; at >= this.length; at -= 1) {
      const tenth = (rest / 10) | 0;
      this.bytes[at] = ZERO + rest - 10 * tenth;
      rest = tenth;
    }
    this.length += count;
  }

  private push(byte: number): void {
    this.bytes[this.length] = byte;
    this.length += 1;
  }

  private room(bytes: number): void {
    const needed = this.length + bytes;
    if (needed > this.bytes.length) this.bytes = Buffer.concat([this.written()], 2 * needed);
  }
}
