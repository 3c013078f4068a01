import type { Pool, RowDataPacket } from "mysql2/promise";

import { groupHour, type MemberHour, memberHour, memberSeries } from "#db/metrics/group-hour.ts";
import { GROUP_SCHEMA, groupSourceId } from "#db/metrics/groups.ts";
import { packRollup } from "#db/metrics/rollup-codec.ts";
import type { RollupRow } from "#db/metrics/rollup-writer.server.ts";
import { SchemaRows } from "#db/metrics/schema-rows.server.ts";

/** The sums of applications, projects and everything, out of what one machine of each pattern tells. */
export class GroupSums {
  private readonly wanted = memberSeries();

  private constructor(
    private readonly schemas: SchemaRows,
    /** By group, the models of its machines. */
    private readonly modelsOf: ReadonlyMap<number, readonly number[]>,
  ) {}

  static async open(
    pool: Pool,
    patterns: readonly { readonly sourceId: number; readonly sourceIds: readonly number[] }[],
  ): Promise<GroupSums> {
    const modelOf = new Map(patterns.flatMap(({ sourceId, sourceIds }) => sourceIds.map((id) => [id, sourceId])));
    const [rows] = await pool.query<RowDataPacket[]>(
      `SELECT sources.id, machines.application_id AS applicationId, machines.project_id AS projectId
       FROM sources JOIN machines ON machines.id = sources.machine_id`,
    );
    const models = new Map<number, number[]>();
    for (const { id, applicationId, projectId } of rows) {
      const groups = [groupSourceId({ projectId }), groupSourceId("all")];
      if (applicationId !== null) groups.push(groupSourceId({ applicationId }));
      for (const group of groups) models.set(group, [...(models.get(group) ?? []), modelOf.get(id) ?? 0]);
    }
    return new GroupSums(new SchemaRows(pool), models);
  }

  /** One row a group out of the models' rows of one instant. */
  async of(rows: readonly RollupRow[], buckets: number): Promise<RollupRow[]> {
    const [first] = rows;
    if (!first) return [];
    const schemas = await this.schemas.byIds(rows.map(({ schemaId }) => schemaId));
    const told = new Map<number, MemberHour>();
    for (const { t0, sourceId, schemaId, packed } of rows) {
      told.set(sourceId, memberHour([[t0, sourceId, schemaId, packed]], this.wanted, schemas, undefined, buckets));
    }
    const { id: schemaId } = await this.schemas.declare(GROUP_SCHEMA, first.t0);
    return [...this.modelsOf].map(([sourceId, models]) => ({
      t0: first.t0,
      sourceId,
      schemaId,
      packed: packRollup(
        groupHour(
          models.flatMap((model) => told.get(model) ?? []),
          buckets,
        ),
      ),
    }));
  }
}
