import { isKept } from "#domain/availability/figures.ts";
import { monthOfServices } from "#domain/availability/queries.server.ts";
import { isCounted } from "#domain/availability/verdict.ts";

import type { ReportContext } from "../../section.ts";

/** A service's month. Ratios from 0 to 1, durations in milliseconds. */
export interface ReportedService {
  readonly slug: string;
  readonly name: string;
  readonly promised: number;
  /** Null where nothing was measured. */
  readonly contractual: number | null;
  readonly raw: number | null;
  readonly isKept: boolean | null;
  readonly outages: number;
  readonly countedMs: number;
  readonly budgetMs: number;
  readonly unmonitoredMs: number;
}

export interface AvailabilityData {
  readonly services: readonly ReportedService[];
}

/** Both figures of each service, and what they leave out. */
export async function availabilityData({ db, project, month, asOf }: ReportContext): Promise<AvailabilityData> {
  const months = await monthOfServices(db, project, month, asOf);
  const services = months.map(({ service, accounted: { figures, segments } }) => ({
    slug: service.slug,
    name: service.name,
    promised: service.promisedRatio,
    contractual: figures.contractual,
    raw: figures.raw,
    isKept: isKept(figures),
    outages: segments.filter(({ verdict }) => isCounted(verdict)).length,
    countedMs: figures.countedMs,
    budgetMs: figures.budgetMs,
    unmonitoredMs: figures.byVerdict.unmonitored,
  }));
  return { services };
}
