import type { BackupRun } from "./run.ts";
import type { JobStanding } from "./standing.ts";

/** What staff are told of a backup, once each: `since` is the time that was missed or failed first, or the run that shrank. */
export interface Cause {
  readonly kind: "missed" | "failed" | "shrunk";
  /** Epoch milliseconds. */
  readonly since: number;
}

interface Told {
  readonly at: number;
  readonly state: string;
}

/**
 * What is wrong now, and what was wrong until the last good run. Misses and failures in a row are one cause each, told at the
 * first of them. Without a schedule runs stand for their own times.
 */
export function causesOf(
  { slots, troubles, shrink }: Pick<JobStanding, "slots" | "troubles" | "shrink">,
  runs: readonly BackupRun[],
): { readonly open: readonly Cause[]; readonly ended: readonly Cause[] } {
  const told: readonly Told[] = slots.length > 0 ? slots : runs.map(({ startedAt: at, state }) => ({ at, state }));
  const isBad = ({ state }: Told) => state === "missed" || state === "failed";
  const judged = told.filter((one) => isBad(one) || one.state === "succeeded");
  const last = judged.findLastIndex(isBad);
  const streak: Told[] = [];
  for (let index = last; index >= 0; index -= 1) {
    const one = judged[index];
    if (!one || !isBad(one)) break;
    streak.unshift(one);
  }
  const causes = (["missed", "failed"] as const).flatMap((kind): Cause[] => {
    const first = streak.find(({ state }) => state === kind);
    return first ? [{ kind, since: first.at }] : [];
  });
  const isOpen = troubles.some((trouble) => trouble === "missed" || trouble === "failed" || trouble === "neverRan");
  const shrunk: Cause[] = shrink ? [{ kind: "shrunk", since: shrink.run.startedAt }] : [];
  return { open: [...(isOpen ? causes : []), ...shrunk], ended: isOpen ? [] : causes };
}
