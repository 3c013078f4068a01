/** A process that spools 400 samples where files may not grow; it says how many wait, and how often writing failed. */
import { Spool } from "#agent/spool.ts";
import { sampleAt } from "./samples.ts";

// The kernel's signal for a file that grows too large would end the process.
process.on("SIGXFSZ", () => {});
const [directory = ""] = process.argv.slice(2);
const spool = new Spool(directory, () => 0, { bytes: 1e9, ageMs: 1e15, segmentBytes: 1e9 });
let problems = 0;
for (let at = 1; at <= 400; at += 1) {
  spool.append(sampleAt(at));
  if (spool.diskProblem) problems += 1;
}
console.log(JSON.stringify({ size: spool.size, problems }));
