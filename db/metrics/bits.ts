/** Rice codes whose quotient reaches this are written plainly instead: an outlier costs its own width, and no more. */
const ESCAPE = 12;
const PIECE_BITS = 16;
/** By exponent: raising anew for each value was a third of packing. */
const POWERS = Float64Array.from({ length: 64 }, (_one, exponent) => 2 ** exponent);

/** Writes bytes, numbers of variable length, and single bits, the most significant first. */
export class BitWriter {
  private bytes = Buffer.allocUnsafe(16_384);
  private length = 0;
  private waiting = 0;
  private waitingBits = 0;

  get position(): number {
    return this.length;
  }

  clear(): void {
    this.length = 0;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.bytes = Buffer.concat([this.bytes], 2 * this.length);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  /** A whole number from 0 to 2^53, seven bits a byte, the least significant first. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte(128 + (rest % 128));
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** The lowest `count` bits of a whole number below 2^53. */
  bits(value: number, count: number): void {
    if (count > PIECE_BITS) {
      this.bits(Math.floor(value / 2 ** PIECE_BITS), count - PIECE_BITS);
      this.bits(value % 2 ** PIECE_BITS, PIECE_BITS);
      return;
    }
    this.waiting = (this.waiting << count) | value;
    this.waitingBits += count;
    while (this.waitingBits >= 8) {
      this.waitingBits -= 8;
      this.byte((this.waiting >>> this.waitingBits) & 255);
    }
    this.waiting &= (1 << this.waitingBits) - 1;
  }

  /** A Rice code: the quotient by 2^`shift` in ones and a zero, then the rest; of outliers all `width` bits. */
  rice(value: number, shift: number, width: number): void {
    const unit = POWERS[shift] ?? 1;
    const quotient = Math.floor(value / unit);
    if (quotient >= ESCAPE) {
      this.bits(2 ** ESCAPE - 1, ESCAPE);
      this.bits(value, width);
      return;
    }
    const ones = (2 << quotient) - 2;
    const rest = value - quotient * unit;
    if (quotient + 1 + shift <= PIECE_BITS) {
      this.bits((ones << shift) | rest, quotient + 1 + shift);
      return;
    }
    this.bits(ones, quotient + 1);
    this.bits(rest, shift);
  }

  append(other: BitWriter): void {
    while (this.length + other.length > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes], 2 * this.bytes.length);
    other.bytes.copy(this.bytes, this.length, 0, other.length);
    this.length += other.length;
  }

  /** Fills the last byte up. */
  flush(): void {
    if (this.waitingBits > 0) this.bits(0, 8 - this.waitingBits);
  }

  /** A copy of what was written. */
  written(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }
}

/** How many bits `BitWriter.rice` takes for the first `length` values. */
export function riceBits(values: Float64Array, length: number, shift: number, width: number): number {
  const unit = POWERS[shift] ?? 1;
  let bits = 0;
  for (let index = 0; index < length; index += 1) {
    const quotient = Math.floor((values[index] ?? 0) / unit);
    bits += quotient >= ESCAPE ? ESCAPE + width : quotient + 1 + shift;
  }
  return bits;
}

/** Reads what a BitWriter wrote. */
export class BitReader {
  private waiting = 0;
  private waitingBits = 0;

  constructor(
    private readonly bytes: Buffer,
    public position: number,
  ) {}

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined) throw new Error("A packed column ends too early");
    this.position += 1;
    return value;
  }

  varint(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.byte();
      if (byte < 128) return value + byte * unit;
      value += (byte - 128) * unit;
    }
  }

  bits(count: number): number {
    if (count > PIECE_BITS) {
      const high = this.bits(count - PIECE_BITS);
      return high * 2 ** PIECE_BITS + this.bits(PIECE_BITS);
    }
    while (this.waitingBits < count) {
      this.waiting = (this.waiting << 8) | this.byte();
      this.waitingBits += 8;
    }
    this.waitingBits -= count;
    const value = this.waiting >>> this.waitingBits;
    this.waiting &= (1 << this.waitingBits) - 1;
    return value;
  }

  /** Skips what filled the last byte up, and gives back the bytes that were read ahead. */
  align(): void {
    this.position -= this.waitingBits >> 3;
    this.waiting = 0;
    this.waitingBits = 0;
    if (this.position > this.bytes.length) throw new Error("A packed column ends too early");
  }

  /** Reads ahead, so that a code is one look at the bits and not one a bit: `align` must follow before a byte is read. */
  rice(shift: number, width: number): number {
    while (this.waitingBits <= 16) {
      this.waiting = (this.waiting << 8) | (this.bytes[this.position] ?? 0);
      this.position += 1;
      this.waitingBits += 8;
    }
    const quotient = Math.clz32(~(this.waiting << (32 - this.waitingBits)));
    if (quotient >= ESCAPE) {
      this.drop(ESCAPE);
      return this.bits(width);
    }
    this.drop(quotient + 1);
    if (shift > this.waitingBits) return quotient * 2 ** shift + this.bits(shift);
    const rest = this.waiting >>> (this.waitingBits - shift);
    this.drop(shift);
    return (quotient << shift) | rest;
  }

  private drop(count: number): void {
    this.waitingBits -= count;
    this.waiting &= (1 << this.waitingBits) - 1;
  }
}

/** Small numbers of either sign as small numbers: 0, -1, 1, -2 are 0, 1, 2, 3. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

export function unzigzag(value: number): number {
  if (value < 2 ** 31) return (value >>> 1) ^ -(value & 1);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
