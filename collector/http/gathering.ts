/** What arrives waits this long for more of it. */
const WAIT_MS = 20;
/** And up to this long while it does not come alone, until about `ENOUGH` of it comes together. */
const WAIT_AT_MOST_MS = 200;
const ENOUGH = 50;

/**
 * Does in one turn what arrives within a moment. A program that wakes for each of a hundred small things a second uses
 * most of its time on waking: the caches are cold each time. Who comes alone waits the shortest time.
 */
export class Gathering {
  private works: (() => void)[] = [];
  private waitMs = WAIT_MS;
  private timer: NodeJS.Timeout | undefined;

  enter(work: () => void): void {
    this.works.push(work);
    if (this.works.length >= ENOUGH) this.run();
    else this.timer ??= setTimeout(() => this.run(), this.waitMs);
  }

  private run(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { works } = this;
    this.works = [];
    const wanted = works.length > 1 ? (this.waitMs * ENOUGH) / works.length : WAIT_MS;
    this.waitMs = Math.min(Math.max(wanted, WAIT_MS), WAIT_AT_MOST_MS);
    for (const work of works) work();
  }
}
