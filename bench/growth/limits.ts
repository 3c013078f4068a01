import { execFileSync } from "node:child_process";

/** Files that a program has open beside its machines' connections. */
const BESIDE = 200;

/** Why this machine cannot hold the connections of so many agents, in words; undefined when it can. */
export function whyNot(machines: number): string | undefined {
  // Node raises the soft limit to the hard one by itself.
  const limit = execFileSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).trim();
  const needed = machines + BESIDE;
  if (limit === "unlimited" || Number(limit) >= needed) return undefined;
  return `${machines} machines need ${needed} open files a program, and this machine allows ${limit} (ulimit -Hn)`;
}
