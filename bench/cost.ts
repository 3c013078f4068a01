import { readdirSync, readFileSync } from "node:fs";

/** CPU time of all threads of a process so far, in milliseconds: `schedstat` counts nanoseconds. */
export function cpuMsOf(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    nanoseconds += Number.parseInt(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8"), 10);
  }
  return nanoseconds / 1e6;
}

/** Resident memory in megabytes. */
export function residentMb(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return (Number(found?.[1] ?? Number.NaN) * 1_024) / 1_000_000;
}
