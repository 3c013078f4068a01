import { expect, test } from "vitest";

import { groupSourceId } from "#db/metrics/groups.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { packRollup } from "#db/metrics/rollup-codec.ts";
import { writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { SchemaRows } from "#db/metrics/schema-rows.server.ts";
import { groupSeries } from "#domain/metrics/series.server.ts";
import { monthsLater } from "#domain/metrics/wall-time.ts";
import { withDatabase } from "#tests/support/database.ts";

const DAY = 86_400_000;

test("a chart of twelve months has the days of the project, and without a zone those of UTC", () =>
  withDatabase(async (_db, { pool }) => {
    const now = Date.now();
    const today = Math.floor(now / DAY) * DAY;
    const schema = await new SchemaRows(pool).declare([["group_memory_used_bytes", "gauge"]], now);
    const bucket = (value: number) => ({ min: value, average: value, max: value, count: 12 });
    // One machine's day of UTC: 1 until 20:00, then 25.
    const packed = packRollup([Array.from({ length: 24 }, (_, hour) => bucket(hour < 20 ? 1 : 25))]);
    const sourceId = groupSourceId({ projectId: 1 });
    const rows = [3, 4].map((days) => ({ t0: today - days * DAY, sourceId, schemaId: schema.id, packed }));
    await writeRollups(pool, "oneHour", rows, now);

    const year = { from: monthsLater(now, -12, "UTC"), to: now, maxPoints: 400 };
    const days = async (timeZone?: string) => {
      const asked = { ...year, timeZone };
      const [range] = await groupSeries([{ projectId: 1 }], ["group_memory_used_bytes"], asked, openMetricStore(pool));
      return range?.points.map(({ at, average }) => [(at - today) / DAY, average]);
    };
    expect(await days()).toEqual([
      [-4, 5],
      [-3, 5],
    ]);
    // Four hours east of Greenwich, midnight is 20:00 of UTC.
    expect(await days("Etc/GMT-4")).toEqual([
      [-4 - 4 / 24, 1],
      [-3 - 4 / 24, 5],
      [-2 - 4 / 24, 25],
    ]);
  }));
