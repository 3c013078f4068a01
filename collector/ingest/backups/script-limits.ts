import { BoundedMap, FailureCount, RateLimit } from "#collector/http/limits.ts";

const USES_NOTED_EVERY_MS = 60_000;

/** How often scripts are heard. All the jobs of a project may begin at the same minute of the night. */
export class ScriptLimits {
  /** By key. */
  readonly requests = new RateLimit<number>(300, 2);
  readonly newJobs = new RateLimit<number>(30, 1 / 60);
  /** By address. */
  readonly wrongKeys = new FailureCount<string>(50, 10 * 60_000);
  /** A script is heard although its neighbour behind the same address guesses. */
  readonly onceRight = new BoundedMap<string, true>(10_000);
  private readonly usedAt = new BoundedMap<number, number>(10_000);

  /** Whether a key's last use is worth writing down again. */
  isUseNews(keyId: number, now: number): boolean {
    if (now - (this.usedAt.get(keyId) ?? Number.NEGATIVE_INFINITY) < USES_NOTED_EVERY_MS) return false;
    this.usedAt.set(keyId, now);
    return true;
  }
}
