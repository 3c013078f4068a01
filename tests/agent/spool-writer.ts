/**
 * A process that spools samples as fast as it can, and settles some as if a collector acknowledged them. It writes to a
 * ledger what was spooled, once it is, and what is acknowledged, before it is settled. A test kills it.
 */
import { openSync, writeSync } from "node:fs";
import { Spool } from "#agent/spool.ts";
import { sampleAt } from "./samples.ts";

const [directory = "", ledgerPath = ""] = process.argv.slice(2);
const ledger = openSync(ledgerPath, "a");
const spool = new Spool(directory, () => 0, { bytes: 1e9, ageMs: 1e15, segmentBytes: 4_000 });

for (let at = 1; ; at += 1) {
  spool.append(sampleAt(at));
  writeSync(ledger, `spooled ${at}\n`);
  // Mostly away, the collector answers for a while now and then.
  const batch = at % 100 < 30 ? spool.next(20) : undefined;
  if (!batch) continue;
  writeSync(ledger, batch.snapshots.map(([acknowledged]) => `acknowledged ${acknowledged}\n`).join(""));
  spool.settle(batch);
}
