import { setImmediate as breath } from "node:timers/promises";
import type { Pool, RowDataPacket } from "mysql2/promise";

import { groupHour, hourBucket, type MemberHour, memberHour, memberSeries } from "./group-hour.ts";
import { GROUP_SCHEMA, GROUP_SERIES, groupSourceId } from "./groups.ts";
import { owedHours, settle } from "./groups-owed.server.ts";
import { LEVELS } from "./levels.ts";
import { floorTo, rowStarts } from "./plan.ts";
import { type Bucket, packRollup, RollupReader } from "./rollup-codec.ts";
import { type RollupRow as PackedRow, writeRollups } from "./rollup-writer.server.ts";
import { type RollupRow, rollupRows } from "./rows.server.ts";
import { SchemaRows } from "./schema-rows.server.ts";
import { chunks } from "./tail-writer.server.ts";

const { fiveMinutes: FIVE_MINUTES, oneHour: ONE_HOUR } = LEVELS;
/** Machines unpacked before others have their turn: a few milliseconds. */
const MACHINES_A_TURN = 100;

interface Member {
  readonly sourceId: number;
  /** Ids of its groups: its application if it has one, its project, and all. */
  readonly groups: readonly number[];
  /** As the machine's inventory counts them; a machine that was never inventoried has none. */
  readonly cores: number | undefined;
}

/** Keeps the roll-ups of applications, projects and of everything: sums over their machines. */
export class GroupWriter {
  constructor(
    private readonly pool: Pool,
    private readonly schemas = new SchemaRows(pool),
  ) {}

  /**
   * Computes every group anew, whole, for each hour in which one of these instants lies (epoch milliseconds: the windows that
   * were just sealed), each that is owed from before, and the days of those hours. So late samples, and days of them after an
   * outage, come out as if they had come in time, and doing it twice changes nothing. Members are the machines that the
   * application or project has now, retired ones included: a machine that moved takes what is computed of it from then on, and
   * leaves the rest behind.
   */
  async rollUp(instants: readonly number[], now: number): Promise<void> {
    const owed = await owedHours(this.pool);
    const hours = [...owed.map(({ hour }) => hour), ...instants.map((at) => floorTo(at, FIVE_MINUTES.rowMs))];
    if (hours.length === 0) return;
    const newest = Math.max(...hours);
    // As after a restore: from the newest hour that was written, all hours are computed again.
    const resumed = rowStarts((await this.writtenUntil()) ?? newest, newest + 1, FIVE_MINUTES.rowMs);
    const touched = new Set([...hours, ...resumed]);
    await this.write(
      [...touched].sort((one, other) => one - other),
      now,
    );
    await settle(this.pool, owed);
  }

  private async write(hours: readonly number[], now: number): Promise<void> {
    const schema = await this.schemas.declare(GROUP_SCHEMA, now);
    const members = await this.members();
    for (const hour of hours) {
      await writeRollups(this.pool, "fiveMinutes", await this.hourOf(hour, members, schema.id), now);
    }
    const groups = [...new Set(members.flatMap((member) => member.groups))];
    for (const day of new Set(hours.map((hour) => floorTo(hour, ONE_HOUR.rowMs)))) {
      await writeRollups(this.pool, "oneHour", await this.dayOf(day, groups, schema.id), now);
    }
    await this.pool.query(
      `INSERT INTO metric_progress (level, until) VALUES ('groups', ?)
       ON DUPLICATE KEY UPDATE until = GREATEST(until, VALUES(until))`,
      [hours.at(-1)],
    );
  }

  private async writtenUntil(): Promise<number | undefined> {
    const [rows] = await this.pool.query<RowDataPacket[]>("SELECT until FROM metric_progress WHERE level = 'groups'");
    return rows[0]?.until;
  }

  private async hourOf(hour: number, members: readonly Member[], schemaId: number): Promise<PackedRow[]> {
    const wanted = memberSeries();
    const byGroup = new Map<number, MemberHour[]>();
    for (const some of chunks(members, MACHINES_A_TURN)) {
      const rows = await rollupRows(
        this.pool,
        "fiveMinutes",
        some.map(({ sourceId }) => sourceId),
        [hour],
      );
      const schemas = await this.schemas.byIds(rows.map((row) => row[2]));
      const found = bySource(rows);
      for (const { sourceId, groups, cores } of some) {
        const told = found.get(sourceId);
        if (!told) continue;
        const added = memberHour(told, wanted, schemas, cores);
        for (const group of groups) addTo(byGroup, group, added);
      }
      await breath();
    }
    return [...byGroup].map(([sourceId, told]) => ({
      t0: hour,
      sourceId,
      schemaId,
      packed: packRollup(groupHour(told)),
    }));
  }

  private async dayOf(day: number, groups: readonly number[], schemaId: number): Promise<PackedRow[]> {
    const hours = rowStarts(day, day + ONE_HOUR.rowMs, FIVE_MINUTES.rowMs);
    const rows = await rollupRows(this.pool, "fiveMinutes", groups, hours);
    return [...bySource(rows)].map(([sourceId, found]) => ({
      t0: day,
      sourceId,
      schemaId,
      packed: packRollup(dayBuckets(day, found)),
    }));
  }

  /** All machines but Timonerie's own: it is part of no group. */
  private async members(): Promise<Member[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      `SELECT sources.id, machines.application_id, machines.project_id, JSON_VALUE(source_facts.value, '$.cpu.cores') AS cores
       FROM sources JOIN machines ON machines.id = sources.machine_id
       LEFT JOIN source_facts ON source_facts.source_id = sources.id AND source_facts.name = 'inventory'
       WHERE machines.name <> 'local' OR machines.simulated
       ORDER BY sources.id`,
    );
    return rows.map((row) => ({
      sourceId: Number(row.id),
      groups: [
        ...(row.application_id === null ? [] : [groupSourceId({ applicationId: Number(row.application_id) })]),
        groupSourceId({ projectId: Number(row.project_id) }),
        groupSourceId("all"),
      ],
      cores: Number(row.cores) || undefined,
    }));
  }
}

function bySource(rows: readonly RollupRow[]): Map<number, RollupRow[]> {
  const found = new Map<number, RollupRow[]>();
  for (const row of rows) addTo(found, row[1], row);
  return found;
}

function addTo<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function dayBuckets(day: number, rows: readonly RollupRow[]): (Bucket | undefined)[][] {
  const series = GROUP_SERIES.map(() => Array<Bucket | undefined>(ONE_HOUR.buckets).fill(undefined));
  for (const [t0, , , packed] of rows) {
    const reader = new RollupReader(packed);
    series.forEach((hours, index) => {
      hours[(t0 - day) / ONE_HOUR.bucketMs] = hourBucket(reader.series(index));
    });
  }
  return series;
}
