import { accountMonth } from "#domain/availability/account.ts";
import { isKept } from "#domain/availability/figures.ts";
import { type MonthPicture, type Stoppage, stoppagesWithEvidence, yearPicture } from "#domain/availability/picture.ts";
import { accountOf, monthsBack, servicesOf } from "#domain/availability/queries.server.ts";
import type { Service } from "#domain/availability/service.ts";
import { isCounted, type Verdict } from "#domain/availability/verdict.ts";
import { incidentsToldBetween } from "#domain/incidents/queries.server.ts";
import type { Loss } from "#domain/storefront/losses.ts";
import { lossesOf } from "#domain/storefront/queries.server.ts";

import type { ReportContext } from "../../section.ts";
import { monthOfShop } from "../expected-orders.ts";

/** A time in which a service was not up, from `from` to `to` in epoch milliseconds. */
export interface ReportedOutage {
  readonly from: number;
  readonly to: number;
  readonly verdict: Verdict;
  readonly isCounted: boolean;
  /** The title of the work or of the incident, the reason of staff; null where nobody wrote anything. */
  readonly title: string | null;
  readonly cause: string | null;
  /** What was said when the incident was closed. */
  readonly followUp: string | null;
  /** Null where no shop tells orders, or nothing was down. */
  readonly loss: Loss | null;
}

/** A service's month. Ratios from 0 to 1, durations in milliseconds. */
export interface ReportedService {
  readonly slug: string;
  readonly name: string;
  readonly promised: number;
  /** Null where nothing was measured. */
  readonly contractual: number | null;
  readonly raw: number | null;
  readonly isKept: boolean | null;
  readonly observedDownMs: number;
  readonly excusedMs: number;
  readonly countedMs: number;
  readonly budgetMs: number;
  readonly unmonitoredMs: number;
  /** An outage is known to one interval of its checks. */
  readonly precisionSeconds: number;
  /** Oldest first. */
  readonly outages: readonly ReportedOutage[];
  /** Times without a measure. */
  readonly unmonitored: readonly { readonly from: number; readonly to: number }[];
  /** Twelve months that end with this one. */
  readonly year: readonly MonthPicture[];
}

export interface AvailabilityData {
  readonly services: readonly ReportedService[];
}

/** Both figures of each service, every time that it was not up with what came of it, and what they leave out. */
export async function availabilityData(context: ReportContext): Promise<AvailabilityData> {
  const { db, project, from, asOf } = context;
  const [services, incidents] = await Promise.all([
    servicesOf(db, project.id),
    incidentsToldBetween(db, project.id, { from: new Date(from), to: new Date(asOf) }, false),
  ]);
  const words = incidents.map(({ title, cause, startedAt, recoveredAt, entries }) => ({
    ...{ title, cause, followUp: entries.find(({ kind }) => kind === "closed")?.text ?? null },
    ...{ from: startedAt.getTime(), to: recoveredAt?.getTime() ?? asOf },
  }));
  return { services: await Promise.all(services.map((service) => serviceMonth(context, service, words))) };
}

interface IncidentWords {
  readonly title: string;
  readonly cause: string | null;
  readonly followUp: string | null;
  readonly from: number;
  readonly to: number;
}

async function serviceMonth(
  context: ReportContext,
  service: Service,
  incidents: readonly IncidentWords[],
): Promise<ReportedService> {
  const { db, project, month, timeZone, asOf } = context;
  const account = await accountOf(db, project, service, monthsBack(month, 12, timeZone), asOf);
  const accounted = accountMonth(account, month);
  const { figures, precisionSeconds } = accounted;
  const stoppages = stoppagesWithEvidence(account, accounted.segments);
  const outages = stoppages.filter(({ verdict, observed }) => isOutage(verdict) || observed === "down");
  const losses = await lossesOfOutages(context, outages);
  return {
    slug: service.slug,
    name: service.name,
    promised: service.promisedRatio,
    contractual: figures.contractual,
    raw: figures.raw,
    isKept: isKept(figures),
    observedDownMs: figures.observedDownMs,
    excusedMs: figures.byVerdict.maintenance,
    countedMs: figures.countedMs,
    budgetMs: figures.budgetMs,
    unmonitoredMs: figures.byVerdict.unmonitored,
    precisionSeconds,
    outages: outages.map((outage) => ({
      ...{ from: outage.from, to: outage.to, verdict: outage.verdict, isCounted: isCounted(outage.verdict) },
      ...toldOf(outage, incidents),
      loss: losses.get(outage.from) ?? null,
    })),
    unmonitored: stoppages.filter(({ verdict }) => verdict === "unmonitored").map(({ from, to }) => ({ from, to })),
    year: yearPicture(account, month),
  };
}

/** By the instant at which they began. Only what was down, or was to be, can have cost orders. */
async function lossesOfOutages(context: ReportContext, outages: readonly Stoppage[]): Promise<Map<number, Loss>> {
  if (outages.length === 0) return new Map();
  const shop = await monthOfShop(context);
  if (!shop) return new Map();
  const losses = await lossesOf(shop.reading, outages, shop.expected);
  return new Map(losses.map((loss, index) => [outages[index]?.from ?? 0, loss]));
}

function isOutage(verdict: Verdict): boolean {
  return verdict === "down" || verdict === "maintenance" || verdict === "unapproved_maintenance";
}

function toldOf({ told, from, to }: Stoppage, incidents: readonly IncidentWords[]) {
  const incident = incidents.find((one) => one.from < to && one.to > from);
  const { title = null, cause = null, followUp = null } = incident ?? {};
  return { title: told ?? title, cause, followUp };
}
