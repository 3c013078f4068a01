import { csvLine } from "#domain/audit/csv.ts";

import type { AttainedRound } from "./attainment.ts";

const COLUMNS = [
  "ticket",
  "subject",
  "priority",
  "clock",
  "round",
  "judgement",
  "elapsed_business_seconds",
  "target_business_seconds",
  "stopped_at",
  "missed_before_priority_changed",
];

/** The promises of a month as a file: instants in UTC, codes as the API has them, subjects made harmless (csvLine). */
export function* attainmentCsv(rounds: Iterable<AttainedRound>): Generator<string> {
  yield csvLine(COLUMNS);
  for (const one of rounds) {
    yield csvLine([
      String(one.number),
      one.subject,
      String(one.priority),
      one.clock,
      String(one.round),
      one.judgement,
      String(Math.floor(one.elapsedSeconds)),
      String(one.targetSeconds),
      one.stoppedAt === null ? "" : new Date(one.stoppedAt).toISOString(),
      one.wasMissedBefore ? "yes" : "no",
    ]);
  }
}
