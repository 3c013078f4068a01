/** So many are named, the others counted: the answer is read by people. */
const NAMED = 10;
const NAME_LENGTH = 120;

/** What of a request was refused while the rest was kept: by series and reason, with a count and the first place. */
export class Refusals {
  count = 0;
  private readonly bySeries = new Map<string, { reason: string; path: string; count: number }>();

  /** `path` is a JSON path into the request. */
  add(series: string, reason: string, path: string, count = 1): void {
    if (count === 0) return;
    this.count += count;
    const name = `${series.slice(0, NAME_LENGTH)} ${reason}`;
    const known = this.bySeries.get(name);
    if (known) known.count += count;
    else this.bySeries.set(name, { reason, path, count });
  }

  get firstPath(): string | undefined {
    return this.bySeries.values().next().value?.path;
  }

  /** Counts by reason, for the collector's own figures. */
  get reasons(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { reason, count } of this.bySeries.values()) counts.set(reason, (counts.get(reason) ?? 0) + count);
    return counts;
  }

  /** "2 samples refused: up{job="x"} clock_skew_past at $.timeseries[3] (2)." */
  sentence(): string {
    const named = [...this.bySeries].slice(0, NAMED).map(([name, { path, count }]) => `${name} at ${path} (${count})`);
    const others = this.bySeries.size - named.length;
    const more = others > 0 ? `, and ${others} more` : "";
    return `${this.count} ${this.count === 1 ? "sample was" : "samples were"} refused: ${named.join(", ")}${more}.`;
  }
}
