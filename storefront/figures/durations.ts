/** Each bucket is this much wider than the one before: a quantile is at most 2 % beside the true one. */
const GROWTH = 1.04;
const SHORTEST_MS = 0.1;
const LONGEST_MS = 120_000;
const BUCKETS = Math.ceil(Math.log(LONGEST_MS / SHORTEST_MS) / Math.log(GROWTH)) + 1;

/** How long things took, in counts by size: of a bounded size, however many there were. */
export class Durations {
  private readonly counts = new Uint32Array(BUCKETS);
  private total = 0;

  get count(): number {
    return this.total;
  }

  /** Milliseconds; what passes two minutes counts as two minutes. */
  add(milliseconds: number): void {
    const bucket = Math.ceil(Math.log(Math.max(milliseconds, SHORTEST_MS) / SHORTEST_MS) / Math.log(GROWTH));
    const index = Math.min(bucket, BUCKETS - 1);
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.total += 1;
  }

  /** Milliseconds that this share (0 to 1) stayed within, by nearest rank; undefined where there was nothing. */
  quantile(share: number): number | undefined {
    if (this.total === 0) return undefined;
    const rank = Math.max(1, Math.ceil(share * this.total));
    let passed = 0;
    for (const [index, count] of this.counts.entries()) {
      passed += count;
      if (passed >= rank) return SHORTEST_MS * GROWTH ** (index - 0.5);
    }
    return LONGEST_MS;
  }
}
