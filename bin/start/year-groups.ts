import type { Pool, RowDataPacket } from "mysql2/promise";

import { groupHour, type MemberHour, memberHour, memberSeries } from "#db/metrics/group-hour.ts";
import { GROUP_SCHEMA, groupSourceId } from "#db/metrics/groups.ts";
import { LEVELS } from "#db/metrics/levels.ts";
import { packRollup } from "#db/metrics/rollup-codec.ts";
import type { RollupRow } from "#db/metrics/rollup-writer.server.ts";
import type { RollupRow as StoredRow } from "#db/metrics/rows.server.ts";
import type { SchemaRows } from "#db/metrics/schema-rows.server.ts";

const { buckets: HOURS_A_DAY } = LEVELS.oneHour;

/** The sums of machines over days of which there are hourly rows only: what the collector's job makes of five minutes. */
export class YearGroups {
  private constructor(
    private readonly schemas: SchemaRows,
    private readonly groupsOf: ReadonlyMap<number, readonly number[]>,
  ) {}

  static async open(pool: Pool, schemas: SchemaRows): Promise<YearGroups> {
    const [rows] = await pool.query<RowDataPacket[]>(
      `SELECT sources.id, machines.application_id, machines.project_id
       FROM sources JOIN machines ON machines.id = sources.machine_id`,
    );
    const groups = rows.map((row): [number, number[]] => [
      Number(row.id),
      [
        ...(row.application_id === null ? [] : [groupSourceId({ applicationId: Number(row.application_id) })]),
        groupSourceId({ projectId: Number(row.project_id) }),
        groupSourceId("all"),
      ],
    ]);
    return new YearGroups(schemas, new Map(groups));
  }

  /** One row a group out of the hourly rows of one day of all machines. */
  async dayOf(hourly: readonly RollupRow[], now: number): Promise<RollupRow[]> {
    const wanted = memberSeries();
    const known = await this.schemas.byIds(hourly.map(({ schemaId }) => schemaId));
    const told = new Map<number, MemberHour[]>();
    for (const sourceId of new Set(hourly.map((row) => row.sourceId))) {
      const rows = hourly.filter((row) => row.sourceId === sourceId);
      const packed = rows.map(({ t0, schemaId, packed }): StoredRow => [t0, sourceId, schemaId, packed]);
      const day = memberHour(packed, wanted, known, undefined, HOURS_A_DAY);
      for (const group of this.groupsOf.get(sourceId) ?? []) told.set(group, [...(told.get(group) ?? []), day]);
    }
    const [first] = hourly;
    if (!first) return [];
    const { id: schemaId } = await this.schemas.declare(GROUP_SCHEMA, now);
    return [...told].map(([sourceId, members]) => ({
      t0: first.t0,
      sourceId,
      schemaId,
      packed: packRollup(groupHour(members, HOURS_A_DAY)),
    }));
  }
}
