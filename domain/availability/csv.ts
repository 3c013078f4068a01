/** The ledger of a month as a file for spreadsheets. Pure. */

import { csvLine } from "#domain/audit/csv.ts";

import type { AccountedMonth } from "./account.ts";
import type { Stoppage } from "./picture.ts";
import { isCounted } from "./verdict.ts";

const COLUMNS = ["service", "from", "to", "seconds", "verdict", "observed", "counted", "decided_by", "told"];

/**
 * One line a segment, up included, so that the lines of a service cover its month: instants in UTC (ISO 8601), seconds with a
 * point, names made harmless (csvLine).
 */
export function* ledgerCsv(
  accounts: Iterable<{ service: { name: string }; accounted: AccountedMonth; stoppages: readonly Stoppage[] }>,
): Generator<string> {
  yield csvLine(COLUMNS);
  for (const { service, accounted, stoppages } of accounts) {
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
      ]);
    }
  }
}
