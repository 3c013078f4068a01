/** An even number from 0 to 1 out of a seed and a whole number; the same ones give the same. */
export function chance(seed: number, index: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index | 0, 0xc2b2ae35) ^ Math.floor(index / 2 ** 32);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** A smooth curve from -1 to 1 that changes its mind once a period. It depends on the instant alone, so history and live agree. */
export function noise(seed: number, at: number, periodMs: number): number {
  const place = at / periodMs;
  const step = Math.floor(place);
  const within = place - step;
  const blend = within * within * (3 - 2 * within);
  const before = chance(seed ^ periodMs, step);
  const after = chance(seed ^ periodMs, step + 1);
  return 2 * (before + (after - before) * blend) - 1;
}
