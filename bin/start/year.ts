import { setImmediate as breath } from "node:timers/promises";
import type { Pool, RowDataPacket } from "mysql2/promise";

import { STORY_DAYS } from "#agent/simulate/happenings.ts";
import { GroupWriter } from "#db/metrics/group-writer.server.ts";
import { LEVELS } from "#db/metrics/levels.ts";
import { rowStarts } from "#db/metrics/plan.ts";
import { packRollup } from "#db/metrics/rollup-codec.ts";
import { type RollupRow, writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { SchemaRows } from "#db/metrics/schema-rows.server.ts";
import type { FleetEntry } from "./fleet.ts";
import { joinOf } from "./history.ts";
import { YearGroups } from "./year-groups.ts";
import { dayOfMachine, type UnpackedRow } from "./year-rows.ts";

const DAY_MS = 24 * 3_600_000;
/** Of so many days before the join there are five-minute rows; of all of them hourly ones. Both together take seconds. */
export const FINE_DAYS = 7;
/** A larger demo's further machines begin with their last 24 hours. */
const MOST_MACHINES = 20;

/**
 * Writes the thirteen months before the last 24 hours of the demo's machines as roll-ups, the newest day first, each day of all
 * machines in one transaction: the oldest day that is there says where a start that was killed goes on. `mostDays` ends it before.
 * Returns how many days it wrote; 0 when all is there.
 */
export async function writeYear(
  pool: Pool,
  fleet: readonly FleetEntry[],
  { now = Date.now(), mostDays = Number.POSITIVE_INFINITY }: { now?: number; mostDays?: number } = {},
): Promise<number> {
  const machines = fleet.slice(0, MOST_MACHINES);
  const [first] = machines;
  if (!first) return 0;
  const join = joinOf(Math.min(...machines.map(({ storyAt }) => storyAt)));
  const joinDay = floorToDay(join);
  const schemas = new SchemaRows(pool);
  const done = await oldestDay(
    pool,
    machines.map(({ sourceId }) => sourceId),
  );
  const sums = await YearGroups.open(pool, schemas);
  const groups = new GroupWriter(pool, schemas);
  const packed = async (rows: readonly UnpackedRow[], sourceId: number): Promise<RollupRow[]> => {
    const found: RollupRow[] = [];
    for (const { t0, series, buckets } of rows) {
      const { id } = await schemas.declare(series, now);
      found.push({ t0, sourceId, schemaId: id, packed: packRollup(buckets) });
    }
    return found;
  };

  let days = 0;
  const finest = Math.max(joinDay - FINE_DAYS * DAY_MS, now - LEVELS.fiveMinutes.keepDays * DAY_MS);
  const last = Math.max(joinDay - STORY_DAYS * DAY_MS, floorToDay(now) - LEVELS.oneHour.keepDays * DAY_MS);
  // A start that was killed may have left the sums of its last day unwritten.
  if (done !== undefined && done > finest && done > last && mostDays > 1) await groups.rollUp(hoursOf(done, join), now);
  for (
    let day = Math.min(joinDay, (done ?? Number.POSITIVE_INFINITY) - DAY_MS);
    day >= last && days < mostDays;
    day -= DAY_MS
  ) {
    const isFine = day > finest;
    const fine: RollupRow[] = [];
    const hourly: RollupRow[] = [];
    for (const machine of machines) {
      const told = dayOfMachine(machine, day, join, isFine);
      fine.push(...(await packed(told.fine, machine.sourceId)));
      hourly.push(...(await packed(told.hourly, machine.sourceId)));
      // The supervisor has programs to look after meanwhile.
      await breath();
    }
    // Of days without five-minute rows the sums go with the machines' own; of the others they are made of what stands.
    if (!isFine) hourly.push(...(await sums.dayOf(hourly, now)));
    await writeDay(pool, fine, hourly, now);
    if (isFine) await groups.rollUp(hoursOf(day, join), now);
    days += 1;
  }
  return days;
}

function hoursOf(day: number, until: number): number[] {
  return rowStarts(day, Math.min(day + DAY_MS, until), LEVELS.fiveMinutes.rowMs);
}

/** Fine rows first: should a missing month end the transaction between them, the hourly row still says that the day is whole. */
async function writeDay(pool: Pool, fine: RollupRow[], hourly: RollupRow[], now: number): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await writeRollups(connection, "fiveMinutes", fine, now);
    await writeRollups(connection, "oneHour", hourly, now);
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

/** The oldest day of which one of these machines has an hourly row; in the oldest rows first, so this reads one page. */
async function oldestDay(pool: Pool, sourceIds: readonly number[]): Promise<number | undefined> {
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT t0 FROM ${LEVELS.oneHour.table} WHERE source_id IN (?) ORDER BY t0 LIMIT 1`,
    [sourceIds],
  );
  return rows[0] === undefined ? undefined : Number(rows[0].t0);
}

function floorToDay(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}
