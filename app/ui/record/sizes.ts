const GIB = 2 ** 30;

/** Contracted memory or disk for a field, in the contract's Go of 2^30 bytes; nothing where nothing is contracted. */
export function inGibibytes(bytes: number | null): string {
  return bytes === null ? "" : String(bytes / GIB);
}

/** Megabits a second for a field. */
export function inMegabits(bits: number | null): string {
  return bits === null ? "" : String(bits / 1_000_000);
}
