import { Durations } from "./durations.ts";
import { PAGE_CLASSES, type PageClass } from "./page-class.ts";

/** What this process counts in memory; what is sold is counted by the database. */
export type Counted = "visits" | "searches" | "baskets" | "errors";

/** Counters since this process started, and how long the pages of the running interval took. */
export class ShopFigures {
  private readonly counters: Record<Counted, number> = { visits: 0, searches: 0, baskets: 0, errors: 0 };
  private latencies = emptyLatencies();

  count(what: Counted): void {
    this.counters[what] += 1;
  }

  answered(page: PageClass, milliseconds: number): void {
    this.latencies[page].add(milliseconds);
  }

  get totals(): Readonly<Record<Counted, number>> {
    return { ...this.counters };
  }

  /** The latencies since the last call: the next interval begins empty. */
  takeLatencies(): Readonly<Record<PageClass, Durations>> {
    const taken = this.latencies;
    this.latencies = emptyLatencies();
    return taken;
  }
}

function emptyLatencies(): Record<PageClass, Durations> {
  return Object.fromEntries(PAGE_CLASSES.map((page) => [page, new Durations()])) as Record<PageClass, Durations>;
}
