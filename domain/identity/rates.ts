/** A map that forgets its oldest keys: what strangers send must not fill the memory. */
export class BoundedMap<K, V> extends Map<K, V> {
  constructor(private readonly limit: number) {
    super();
  }

  override set(key: K, value: V): this {
    this.delete(key);
    super.set(key, value);
    const oldest = this.size > this.limit ? this.keys().next() : undefined;
    if (oldest && !oldest.done) this.delete(oldest.value);
    return this;
  }
}

/** How often something may happen per key: `burst` at once, then `perSecond`. */
export class RateLimit<K> {
  private readonly buckets: BoundedMap<K, { tokens: number; at: number }>;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    keys = 10_000,
  ) {
    this.buckets = new BoundedMap(keys);
  }

  /** Takes one. Gives 0 when it was there, else the seconds until it will be. */
  take(key: K, now: number): number {
    const bucket = this.buckets.get(key) ?? { tokens: this.burst, at: now };
    bucket.tokens = Math.min(this.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * this.perSecond);
    bucket.at = now;
    this.buckets.set(key, bucket);
    if (bucket.tokens < 1) return (1 - bucket.tokens) / this.perSecond;
    bucket.tokens -= 1;
    return 0;
  }
}

/** Counts failures per key in a window that begins with the first. */
export class FailureCount<K> {
  private readonly windows: BoundedMap<K, { count: number; until: number }>;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    keys = 10_000,
  ) {
    this.windows = new BoundedMap(keys);
  }

  add(key: K, now: number): void {
    const window = this.windows.get(key);
    if (window && window.until > now) window.count += 1;
    else this.windows.set(key, { count: 1, until: now + this.windowMs });
  }

  /** Seconds until the key is heard again; 0 while it is below the limit. */
  blockedSeconds(key: K, now: number): number {
    const window = this.windows.get(key);
    return window && window.until > now && window.count >= this.limit ? (window.until - now) / 1_000 : 0;
  }
}
