/** The ledger of a month as a file for spreadsheets. Pure. */

import { csvLine } from "#domain/audit/csv.ts";
import type { Loss } from "#domain/storefront/losses.ts";

import type { AccountedMonth } from "./account.ts";
import type { Stoppage } from "./picture.ts";
import { isCounted } from "./verdict.ts";

const COLUMNS = ["service", "from", "to", "seconds", "verdict", "observed", "counted", "decided_by", "told"];
const LOSS_COLUMNS = ["orders_known", "orders_lost", "orders_lost_low", "orders_lost_high", "revenue_lost_cents"];

export interface LedgerOfService {
  readonly service: { readonly name: string };
  readonly accounted: AccountedMonth;
  readonly stoppages: readonly Stoppage[];
  /** Null where no shop pushes. */
  readonly losses: ReadonlyMap<number, Loss> | null;
}

/**
 * One line a segment, up included, so that the lines of a service cover its month: instants in UTC (ISO 8601), seconds with a
 * point, money in cents, names made harmless (csvLine). Losses by the start of their outage.
 */
export function* ledgerCsv(accounts: Iterable<LedgerOfService>): Generator<string> {
  yield csvLine([...COLUMNS, ...LOSS_COLUMNS]);
  for (const { service, accounted, stoppages, losses } of accounts) {
    const told = new Map(stoppages.map((one) => [one.from, one.told]));
    for (const { from, to, verdict, observed, cause } of accounted.segments) {
      yield csvLine([
        service.name,
        new Date(from).toISOString(),
        new Date(to).toISOString(),
        String((to - from) / 1_000),
        verdict,
        observed,
        isCounted(verdict) ? "yes" : "no",
        cause.kind,
        told.get(from) ?? "",
        ...lossCells(losses?.get(from)),
      ]);
    }
  }
}

function lossCells(loss: Loss | undefined): string[] {
  if (!loss) return ["", "", "", "", ""];
  if (loss.kind !== "counted") return [loss.kind, "", "", "", ""];
  const { low, usual, high } = loss.lostOrders;
  return ["yes", ...[usual, low, high].map(String), String(loss.lostCents?.usual ?? "")];
}
