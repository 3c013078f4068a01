/** What machines wait for, and what an intervention left of it. Pure: the browser uses it too. */

import type { EndOfLife } from "./end-of-life.ts";

export interface PendingPackage {
  readonly name: string;
  readonly from: string | null;
  readonly to: string;
  readonly security: boolean;
}

export interface MachineUpdates {
  readonly machine: string;
  /** Null: its agent told nothing, or it has none. */
  readonly report: {
    /** When it was told last. */
    readonly toldAt: Date;
    readonly os: { readonly id: string; readonly version: string };
    /** Null: it keeps no lists, and nothing is known. */
    readonly listsAt: Date | null;
    readonly total: number;
    readonly security: number;
    readonly packages: readonly PendingPackage[];
    readonly endOfLife: EndOfLife | null;
  } | null;
  /** What the last intervention on it left, where it told something before and after. */
  readonly after: AfterWork | null;
}

export interface AfterWork {
  readonly interventionId: number;
  readonly title: string;
  readonly endedAt: Date;
  readonly installed: number;
  /** Names of those that waited before and wait still. */
  readonly remaining: readonly string[];
}

export type Urgency = "endOfLife" | "security" | "others" | "unknown" | "none";
const URGENCIES: readonly Urgency[] = ["endOfLife", "security", "others", "unknown", "none"];

/** What presses most on a machine: a system that nobody mends any more, open holes, the rest, what is not known. */
export function urgencyOf({ report }: Pick<MachineUpdates, "report">): Urgency {
  if (!report) return "unknown";
  if (report.endOfLife?.urgency === "over") return "endOfLife";
  if (report.security > 0) return "security";
  if (report.listsAt === null) return "unknown";
  return report.total > 0 ? "others" : "none";
}

/** The most pressing first, of those alike the one with more; then by name. */
export function byUrgency<One extends Pick<MachineUpdates, "machine" | "report">>(machines: readonly One[]): One[] {
  const rank = (one: One) => URGENCIES.indexOf(urgencyOf(one));
  return machines.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      (other.report?.security ?? 0) - (one.report?.security ?? 0) ||
      (other.report?.total ?? 0) - (one.report?.total ?? 0) ||
      one.machine.localeCompare(other.machine, "en", { numeric: true }),
  );
}

/** What became of the packages that waited before a piece of work. What came up since is not its fault. */
export function leftOf(before: readonly PendingPackage[], now: readonly PendingPackage[]) {
  const waiting = new Map(now.map((one) => [one.name, one]));
  const remaining = before.filter(({ name, from }) => waiting.get(name)?.from === from && waiting.has(name));
  return { installed: before.length - remaining.length, remaining: remaining.map(({ name }) => name) };
}

/** Lists older than this say little of what waits. */
export const OLD_LISTS_MS = 7 * 24 * 3_600_000;
