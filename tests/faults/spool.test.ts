import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

import { runAgent } from "#agent/run.ts";
import { runCollector } from "#collector/run.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { ManualClock } from "#tests/agent/manual-clock.ts";
import { withDatabase } from "#tests/support/database.ts";
import { freePort } from "#tests/support/program.ts";
import { popgom } from "#tests/support/world.ts";

import { settingsFor, tokenFor } from "../collector/support.ts";

const TEN_MINUTES = 600_000;

test(
  "ten minutes of samples, spooled while the collector is down, are in the database once it is back",
  () =>
    withDatabase(async (db, handle) => {
      const { web1 } = await popgom(db);
      const token = await tokenFor(db, web1.sourceId);
      const port = await freePort();
      const dataDirectory = mkdtempSync(join(tmpdir(), "agent-"));
      const start = Date.now() - 2 * TEN_MINUTES;
      const clock = new ManualClock(start);
      const taken: number[] = [];
      const reading = { name: "reading", read: () => new Map([["cpu_used_ratio", taken.push(clock.now()) / 1_000]]) };
      const url = new URL(`http://127.0.0.1:${port}`);
      const config = { dataDirectory, url, token, intervalSeconds: 10 };
      const stopAgent = runAgent(config, { clock, sensors: [reading], log: () => undefined });
      try {
        for (let second = 0; second < TEN_MINUTES / 1_000; second += 10) await passed(clock, 10_000);
        expect(taken.length).toBeGreaterThanOrEqual(60);

        const collector = await runCollector({ ...settingsFor(handle.url), port }, { now: () => clock.now() });
        await collector.ready;
        const store = openMetricStore(handle.pool);
        const stored = () => store.snapshots({ sourceIds: [web1.sourceId], from: start, to: clock.now() + 1 });
        for (let round = 0; round < 20 && (await stored()).length < taken.length; round += 1) {
          await passed(clock, 10_000, 200);
        }

        const rows = await stored();
        expect(rows.map(({ at }) => at)).toEqual(taken.slice(0, rows.length));
        expect(rows.length).toBeGreaterThanOrEqual(60);
        const position = rows[0]?.schema.series.findIndex(([key]) => key === "cpu_used_ratio") ?? -1;
        expect(rows.map(({ values }) => values[position])).toEqual(rows.map((_row, index) => (index + 1) / 1_000));
        await collector.stop();
      } finally {
        await stopAgent();
        rmSync(dataDirectory, { recursive: true, force: true });
      }
    }),
  60_000,
);

/** Time passes for the agent, and in ours its requests come and go: a push takes less than its interval. */
async function passed(clock: ManualClock, milliseconds: number, ours = 15): Promise<void> {
  await clock.advance(milliseconds);
  await new Promise((resolve) => setTimeout(resolve, ours));
}
