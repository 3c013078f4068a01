import type { Pool, RowDataPacket } from "mysql2/promise";

import { CHUNK_PARTITIONS } from "./chunk-rows.server.ts";
import { Hours } from "./hours.server.ts";
import { LEVELS } from "./levels.ts";
import { keptFrom, Partitions } from "./partitions.server.ts";
import { windowOf } from "./plan.ts";
import { rollupPartitions } from "./rollup-writer.server.ts";
import type { TailRow } from "./rows.server.ts";
import type { SchemaRows } from "./schema-rows.server.ts";
import type { ChangedWindow, Sealed } from "./store.ts";
import { type Portion, portionsOf, Tails } from "./tails.server.ts";
import { WindowWriter } from "./window-writer.server.ts";

const SOURCES_A_STATEMENT = 100;
const WINDOWS_A_TRANSACTION = 200;

/**
 * Moves snapshots out of the tail into chunks and roll-ups. Each step may be repeated and a crash may come between any two:
 * what is in the sealing tail stays there until all of it is committed, and is merged again by the next run.
 */
export class Sealer {
  private readonly tails: Tails;
  private readonly hours: Hours;
  private readonly writer: WindowWriter;
  private last: Promise<unknown> = Promise.resolve();
  private hasCaughtUp = false;

  constructor(
    private readonly pool: Pool,
    schemas: SchemaRows,
  ) {
    this.tails = new Tails(pool);
    this.hours = new Hours(pool, schemas);
    this.writer = new WindowWriter(pool, schemas);
  }

  /** One run at a time; two processes at once do the same work twice, and the second finds it done. */
  seal(now: number): Promise<Sealed> {
    const run = this.last.then(() => this.run(now));
    this.last = run.catch(() => undefined);
    return run;
  }

  /** Makes the partitions of now and a week ahead. */
  async make(now: number): Promise<void> {
    for (const kind of PARTITIONED) await new Partitions(this.pool, kind).make(now, now);
  }

  /** Drops what is past retention; of the tail, too, if so old a snapshot was never sealed. */
  async drop(now: number): Promise<void> {
    if (await this.hasEnded(keptFrom(CHUNK_PARTITIONS, now))) await this.seal(now);
    for (const kind of PARTITIONED) await new Partitions(this.pool, kind).drop(now);
  }

  private async run(now: number): Promise<Sealed> {
    await this.make(now);
    const hoursUntil = await this.hours.until();
    const changed = this.hasCaughtUp ? [] : await this.catchUp(hoursUntil, now);
    this.hasCaughtUp = true;

    // Whatever a run before this one left, by a crash or an outage, comes first.
    const [left, wasEmptied] = await this.drain(hoursUntil, now);
    changed.push(...left);
    if (wasEmptied && (await this.hasEnded(windowOf(now)))) {
      await this.tails.swap();
      changed.push(...(await this.drain(hoursUntil, now))[0]);
    }
    await this.hours.close(hoursUntil, windowOf(now), now);
    return { windows: byWindow(changed) };
  }

  /** Seals the sealing tail. True when it is empty now. */
  private async drain(hoursUntil: number, now: number): Promise<[ChangedWindow[], boolean]> {
    const contents = await this.tails.sealing();
    if (contents.length === 0) return [[], true];
    const end = windowOf(now);
    const changed: ChangedWindow[] = [];
    for (const portion of portionsOf(contents, end)) {
      changed.push(...(await this.writer.merge(await this.rowsOf(portion, now), hoursUntil, now)));
    }
    const open = contents.filter(({ last }) => last >= end).map(({ sourceId }) => sourceId);
    for (let start = 0; start < open.length; start += SOURCES_A_STATEMENT) {
      await this.tails.handBack(open.slice(start, start + SOURCES_A_STATEMENT), end);
    }
    return [changed, await this.tails.empty(contents)];
  }

  /** What is past retention already is left out: its partition would be dropped, if there were one. */
  private async rowsOf({ sourceIds, from, to }: Portion, now: number): Promise<TailRow[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>({
      sql: `SELECT source_id, at, schema_id, packed FROM metric_tail_sealing
            WHERE source_id IN (?) AND at >= ? AND at < ? ORDER BY source_id, at`,
      values: [sourceIds, Math.max(from, keptFrom(CHUNK_PARTITIONS, now)), to],
      rowsAsArray: true,
    });
    return rows as unknown as TailRow[];
  }

  private async hasEnded(end: number): Promise<boolean> {
    const [rows] = await this.pool.query<RowDataPacket[]>("SELECT 1 FROM metric_tail WHERE at < ? LIMIT 1", [end]);
    return rows.length > 0;
  }

  /** Chunks and roll-ups are written together; where chunks go on beyond the newest roll-up all the same, computes it. */
  private async catchUp(hoursUntil: number, now: number): Promise<ChangedWindow[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      `SELECT (SELECT t0 FROM metric_rollups_5m WHERE source_id > 0 ORDER BY t0 DESC LIMIT 1) AS rolled,
              (SELECT t0 FROM metric_chunks ORDER BY t0 DESC LIMIT 1) AS sealed`,
    );
    const { rolled, sealed } = rows[0] as { rolled: number | null; sealed: number | null };
    if (sealed === null || (rolled !== null && sealed < rolled + LEVELS.fiveMinutes.rowMs)) return [];
    const [found] = await this.pool.query<RowDataPacket[]>(
      "SELECT DISTINCT t0, source_id AS sourceId FROM metric_chunks WHERE t0 >= ? ORDER BY t0, source_id",
      [rolled ?? 0],
    );
    const windows = found as ChangedWindow[];
    for (let start = 0; start < windows.length; start += WINDOWS_A_TRANSACTION) {
      await this.writer.recompute(windows.slice(start, start + WINDOWS_A_TRANSACTION), hoursUntil, now);
    }
    return windows;
  }
}

const PARTITIONED = [CHUNK_PARTITIONS, rollupPartitions("fiveMinutes"), rollupPartitions("oneHour")];

function byWindow(changed: readonly ChangedWindow[]): Sealed["windows"] {
  const found = new Map<number, Set<number>>();
  for (const { sourceId, t0 } of changed) found.set(t0, (found.get(t0) ?? new Set<number>()).add(sourceId));
  return [...found]
    .sort(([one], [other]) => one - other)
    .map(([t0, sourceIds]) => ({ t0, sourceIds: [...sourceIds].sort((one, other) => one - other) }));
}
