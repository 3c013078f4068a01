import { createHash } from "node:crypto";

/** Tries that one address, or one order's number, has in a minute where nothing else is said. */
const MOST = 10;
const MINUTE_MS = 60_000;
/** Beyond this many the oldest are forgotten: memory stays bounded whoever asks. */
const MOST_KNOWN = 10_000;

/** Counts tries by key, in the memory of one process: enough to make guessing slow, and nobody is remembered for longer. */
export class Attempts {
  private readonly known = new Map<string, { count: number; readonly until: number }>();

  constructor(
    private readonly most = MOST,
    private readonly withinMs = MINUTE_MS,
  ) {}

  /**
   * Notes a try under each key; false where one of them had too many within the time. Who calls comes first: once that
   * had too many, nothing else is noted, so that one caller can neither fill the memory nor push others out of it. `now` in
   * epoch milliseconds.
   */
  allow(keys: readonly string[], now: number): boolean {
    return keys.every((key) => this.note(digestOf(key), now) <= this.most);
  }

  private note(key: string, now: number): number {
    const before = this.known.get(key);
    if (before && before.until > now) return ++before.count;
    this.known.delete(key);
    this.known.set(key, { count: 1, until: now + this.withinMs });
    if (this.known.size > MOST_KNOWN) this.forgetOldest();
    return 1;
  }

  private forgetOldest(): void {
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}

/** What strangers type may be as long as a form: what is kept of it is not. */
function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("base64");
}
