import { amountOf, instantOf, jsonOf, listOf, recordOf } from "../fields.ts";
import type { Run } from "../plugin.ts";

/** Borg prints times without a zone, in that of its process: ours runs in UTC. */
const ZONE = "Z";

/** `borg list --json`, newest first. An archive's id is the run's key, its name is what borg's commands take. */
export function parseArchives(output: string): Run[] {
  const archives = listOf(recordOf(jsonOf("borg", output)).archives).flatMap((one): Run[] => {
    const { id, name, start, time } = recordOf(one);
    const at = instantOf(start, ZONE) ?? instantOf(time, ZONE);
    const isOne = typeof id === "string" && /^[0-9a-f]{64}$/.test(id) && typeof name === "string" && at !== undefined;
    return isOne ? [{ key: id, name, at, succeeded: true, startedAt: at }] : [];
  });
  return archives.toSorted((one, other) => other.at - one.at);
}

/** `borg info --json` of one archive; the whole repository's size comes with it. */
export function parseInfo(output: string): Partial<Run> {
  const { archives, cache } = recordOf(jsonOf("borg", output));
  const { start, end, stats } = recordOf(listOf(archives)[0]);
  const { original_size, deduplicated_size, nfiles } = recordOf(stats);
  return {
    ...{ startedAt: instantOf(start, ZONE), endedAt: instantOf(end, ZONE) },
    bytes: amountOf(original_size),
    addedBytes: amountOf(deduplicated_size),
    storedBytes: amountOf(recordOf(recordOf(cache).stats).unique_csize),
    files: amountOf(nfiles),
  };
}

/** What makes borg print of each thing its type, size and SHA-256, in lines that `parseThing` reads. */
export const THING_FORMAT = "{type} {size} {sha256}{NL}";

/** A regular file, or another name of one: `h`, whose size and content are the first name's. */
export function parseThing(line: string): { readonly bytes: number; readonly sha256?: string } | undefined {
  const [, type, size, sha256] = /^([-h]) (\d+) ([0-9a-f]{64})?/.exec(line) ?? [];
  if (type === undefined) return undefined;
  return type === "-" ? { bytes: Number(size), sha256 } : { bytes: 0 };
}
