const DAY_MS = 24 * 3_600_000;

/** Which part of `parts` is read today, from 1: daily checks read everything in `parts` days. */
export function partOfDay(parts: number, now: number): number {
  return (Math.floor(now / DAY_MS) % parts) + 1;
}
