import { series, type Values } from "../host/sensor.ts";
import { STORY_PROJECT } from "./happenings.ts";
import { noise } from "./noise.ts";
import { USABLE } from "./storage-and-network.ts";
import { filledRatio } from "./story.ts";
import type { Work, Worker } from "./work.ts";

const DAY_MS = 24 * 3_600_000;

/** A database by its share of the data disk at the story's instant, and what it grows by in a day. */
interface Growing {
  readonly name: string;
  readonly share: number;
  readonly perDay: number;
}

/** Orders and tyres: steady over the thirteen months, and the same on the copy. */
const OF_SHOP: readonly Growing[] = [
  { name: "boutique", share: 0.26, perDay: 0.000265 },
  { name: "commandes", share: 0.085, perDay: 0.0001 },
];
const OF_OTHERS: readonly Growing[] = [{ name: "site", share: 0.31, perDay: 0.00012 }];
/** What fills the disk of the story is traces that somebody left switched on: the clean-up threw them away. The copy does not take them. */
const TRACES = { name: "traces", ofUsed: 0.9, least: 0.004 };
const QUERIES = { idle: 24, demand: 860, backup: 40 };

/** Size and queries of the databases on a database machine; nothing on another. */
export function putDatabases(values: Values, { machine, profile }: Worker, { demand, backup }: Work, at: number): void {
  if (machine.role !== "db") return;
  const disk = machine.diskBytes * profile.dataShare;
  const days = (at - machine.storyAt) / DAY_MS;
  let named = 0;
  for (const { name, share, perDay } of machine.project === STORY_PROJECT ? OF_SHOP : OF_OTHERS) {
    const size = inPages(disk * Math.max(0.01, share + perDay * days));
    named += size;
    values.set(series("database_size_bytes", name), size);
  }
  const filled = filledRatio(machine, at);
  if (filled !== undefined) {
    const rest = TRACES.ofUsed * disk * USABLE * filled - named;
    values.set(series("database_size_bytes", TRACES.name), inPages(Math.max(TRACES.least * disk, rest)));
  }
  const flicker = 1 + 0.18 * noise(machine.seed + 19, at, 8_000);
  const queries = QUERIES.idle + QUERIES.demand * demand + QUERIES.backup * backup;
  values.set("database_queries_per_second", Math.max(0.5, queries * flicker));
}

/** InnoDB grows its files by extents of a mebibyte. */
function inPages(bytes: number): number {
  return Math.round(bytes / 2 ** 20) * 2 ** 20;
}
