import type { ReportContext } from "../../section.ts";
import type { ReportedOutage } from "../availability/data.ts";
import { availability } from "../availability/view.tsx";
import { restoresOf, runsOf } from "../backups/sentences.ts";
import { backups } from "../backups/view.tsx";
import type { Ask } from "../decisions/data.ts";
import { decisions } from "../decisions/view.tsx";
import { interventions } from "../interventions/view.tsx";
import type { ShopData } from "../shop/data.ts";
import { growthOf } from "../shop/totals.ts";
import { shop } from "../shop/view.tsx";
import { tickets } from "../tickets/view.tsx";

/** Something that was done in the month, or that was not. */
export type Fact =
  | { readonly kind: "backups"; readonly expected: number; readonly succeeded: number }
  | {
      readonly kind: "restore";
      readonly name: string;
      readonly at: number;
      readonly isGood: boolean;
      readonly durationMs: number | null;
    }
  | {
      readonly kind: "intervention";
      readonly title: string;
      readonly at: number;
      readonly verdict: "better" | "same" | "worse" | "unknown" | "rolled_back";
    }
  | { readonly kind: "calledOff"; readonly title: string; readonly at: number }
  | { readonly kind: "action"; readonly title: string; readonly at: number };

export interface EssentialData {
  /** The first service that is promised; null where none is. */
  readonly service: {
    readonly name: string;
    readonly promised: number;
    readonly contractual: number | null;
    readonly raw: number | null;
    readonly isKept: boolean | null;
    readonly countedMs: number;
    readonly observedDownMs: number;
    readonly budgetMs: number;
    readonly unmonitoredMs: number;
    readonly outages: readonly ReportedOutage[];
  } | null;
  /** Null where no application of the project tells its orders. */
  readonly orders: {
    readonly total: number | null;
    /** Against the month before, and the same month a year ago; as ratios. */
    readonly growth: number | null;
    readonly yearGrowth: number | null;
    readonly days: NonNullable<ShopData["shop"]>["days"];
  } | null;
  /** Resolutions judged in the month; null where none was. */
  readonly resolutions: { readonly met: number; readonly judged: number } | null;
  readonly resolvedTickets: number;
  readonly asks: readonly Ask[];
  readonly facts: readonly Fact[];
}

/** The month on two pages, out of what the other sections measured. */
export async function essentialData({ measured }: ReportContext): Promise<EssentialData> {
  const [up, sold, asked, saved, decided, worked] = await Promise.all([
    measured(availability),
    measured(shop),
    measured(tickets),
    measured(backups),
    measured(decisions),
    measured(interventions),
  ]);
  const [first] = up.services;
  const resolution = asked.attainment.find(({ clock }) => clock === "resolution");
  const judged = (resolution?.met ?? 0) + (resolution?.missed ?? 0);
  return {
    service: first
      ? {
          ...{ name: first.name, promised: first.promised, contractual: first.contractual, raw: first.raw },
          ...{ isKept: first.isKept, countedMs: first.countedMs, observedDownMs: first.observedDownMs },
          ...{ budgetMs: first.budgetMs, unmonitoredMs: first.unmonitoredMs, outages: first.outages },
        }
      : null,
    orders: sold.shop && {
      total: sold.shop.totals.orders,
      growth: growthOf(sold.shop.totals, sold.shop.monthBefore, "orders"),
      yearGrowth: growthOf(sold.shop.totals, sold.shop.yearBefore, "orders"),
      days: sold.shop.days,
    },
    resolutions: judged > 0 ? { met: resolution?.met ?? 0, judged } : null,
    resolvedTickets: asked.resolved,
    asks: decided.asks,
    facts: [
      ...backupFacts(saved.jobs),
      ...worked.done
        .filter(({ outcome }) => outcome !== "running")
        .map(({ title, startedAt, outcome, comparison }): Fact => {
          const verdict = outcome === "rolled_back" ? outcome : (comparison?.verdict ?? "unknown");
          return { kind: "intervention", title, at: startedAt ?? 0, verdict };
        }),
      ...decided.actions
        .filter(({ state }) => state === "done")
        .map(({ title, doneAt }): Fact => ({ kind: "action", title, at: doneAt ?? 0 })),
      ...worked.calledOff.map(({ title, from }): Fact => ({ kind: "calledOff", title, at: from })),
    ],
  };
}

function backupFacts(jobs: Parameters<typeof runsOf>[0]): Fact[] {
  const runs = runsOf(jobs);
  const [restore] = restoresOf(jobs);
  return [
    ...(runs.expected > 0 ? [{ kind: "backups" as const, ...runs }] : []),
    ...(restore
      ? [
          {
            ...{ kind: "restore" as const, name: restore.name, at: restore.at },
            ...{ isGood: restore.isGood, durationMs: restore.durationMs },
          },
        ]
      : []),
  ];
}
