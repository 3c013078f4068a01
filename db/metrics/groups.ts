import { seriesKey } from "#collector/protocol/metrics.ts";
import type { DeclaredSeries } from "#collector/protocol/push.ts";

/** What machines are summed up by: an application, a project, or everything there is. */
export type GroupScope = { readonly applicationId: number } | { readonly projectId: number } | "all";

/**
 * The source id under which the roll-ups of a group are kept: negative, so that it is no machine's, and one for each
 * group. Of all machines -1; of projects even, of applications odd.
 */
export function groupSourceId(scope: GroupScope): number {
  if (scope === "all") return -1;
  return "projectId" in scope ? -2 * scope.projectId : -2 * scope.applicationId - 1;
}

/** What is kept of a group; all are gauges, sums over its machines. */
export const GROUP_SERIES = [
  "group_cpu_used_cores",
  "group_cpu_cores",
  "group_memory_used_bytes",
  "group_memory_total_bytes",
  "group_filesystem_used_bytes",
  "group_filesystem_size_bytes",
  "group_network_received_bytes_per_second",
  "group_network_sent_bytes_per_second",
  /** How many machines reported. */
  "group_machines",
] as const;
export type GroupSeries = (typeof GROUP_SERIES)[number];

/** The schema of every group. */
export const GROUP_SCHEMA: readonly DeclaredSeries[] = GROUP_SERIES.map((name) => [seriesKey(name), "gauge"]);
