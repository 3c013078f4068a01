import { amountOf, instantOf, jsonOf, listOf, recordOf, textOf } from "../fields.ts";
import type { Run } from "../plugin.ts";

/**
 * `restic snapshots --json`, newest first. From 0.17 on a snapshot holds a summary of its run; before, only when it began is
 * known.
 */
export function parseSnapshots(output: string): Run[] {
  const runs = listOf(jsonOf("restic", output)).flatMap((one): Run[] => {
    const { id, time, summary } = recordOf(one);
    const startedAt = instantOf(time);
    if (typeof id !== "string" || !/^[0-9a-f]{64}$/.test(id) || startedAt === undefined) return [];
    return [{ key: id, at: startedAt, succeeded: true, ...summaryOf(recordOf(summary), startedAt) }];
  });
  return runs.toSorted((one, other) => other.at - one.at);
}

function summaryOf(summary: Readonly<Record<string, unknown>>, startedAt: number): Partial<Run> {
  return {
    startedAt: instantOf(summary.backup_start) ?? startedAt,
    endedAt: instantOf(summary.backup_end),
    bytes: amountOf(summary.total_bytes_processed),
    addedBytes: amountOf(summary.data_added_packed) ?? amountOf(summary.data_added),
    files: amountOf(summary.total_files_processed),
  };
}

/** `restic stats --json` of a snapshot: what a restore of it would bring back. Its count of files holds directories too. */
export function parseStats(output: string): number | undefined {
  return amountOf(recordOf(jsonOf("restic", output)).total_size);
}

/** One line of `restic ls --json`: the size of a file, undefined for all else. */
export function fileSizeOf(line: string): number | undefined {
  if (!line.startsWith("{")) return undefined;
  const { struct_type, type, size = 0 } = recordOf(jsonOf("restic", line));
  return textOf(struct_type) === "node" && type === "file" ? amountOf(size) : undefined;
}
