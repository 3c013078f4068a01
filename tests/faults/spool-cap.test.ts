import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";

import { runAgent } from "#agent/run.ts";
import { schemaOf } from "#agent/sample.ts";
import { SPOOL_LIMITS, Spool } from "#agent/spool.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { droppedSamples } from "#db/schema/sources.ts";

import { pushBody, send, withCollector } from "../collector/support.ts";

const LONG = Boolean(process.env.TIMONERIE_LONG);
const AGENT = fileURLToPath(new URL("../../build/agent.cjs", import.meta.url));
const SCHEMA = schemaOf(Array.from({ length: 40 }, (_one, index) => `series_${index}`));

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "spool-cap-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** As many samples, 10 s apart, the last of them now. */
function fill(limits: typeof SPOOL_LIMITS, samples: number): { count: number; from: number; to: number } | undefined {
  const start = Math.floor(Date.now() / 1_000) * 1_000 - samples * 10_000;
  const spool = new Spool(join(directory, "spool"), Date.now, limits);
  for (let index = 0; index < samples; index += 1) {
    spool.append({ schema: SCHEMA, snapshot: [start + index * 10_000, ...SCHEMA.series.map(() => index / 7)] });
  }
  const { sum } = spool.dropped;
  spool.close();
  return sum;
}

test(
  "what a full spool gave up is counted, and the collector knows the gap; all the rest arrives (D5)",
  () =>
    withCollector(async ({ url, db, handle, token, world }) => {
      const dropped = fill({ ...SPOOL_LIMITS, bytes: 400_000, segmentBytes: 50_000 }, 2_000);
      expect(dropped?.count).toBeGreaterThan(500);
      const config = { dataDirectory: directory, url: new URL(url), token, intervalSeconds: 10 };
      const stop = runAgent(config, { sensors: [], log: () => undefined });
      try {
        const told = () => db.select().from(droppedSamples).where(eq(droppedSamples.sourceId, world.web1.sourceId));
        await expect
          .poll(told, { timeout: 30_000 })
          .toEqual([expect.objectContaining({ from: dropped?.from, to: dropped?.to, samples: dropped?.count })]);

        const store = openMetricStore(handle.pool);
        const arrived = async () => {
          const all = await store.snapshots({ sourceIds: [world.web1.sourceId], from: 0, to: Date.now() });
          return all.filter(({ schema }) => schema.hash === SCHEMA.hash).length;
        };
        await expect.poll(arrived, { timeout: 40_000 }).toBe(2_000 - (dropped?.count ?? 0));
      } finally {
        await stop();
      }
    }),
  100_000,
);

test("the same gap told again, and larger, is one gap; another is another; nonsense is none", () =>
  withCollector(async ({ url, db, token }) => {
    const now = Date.now();
    const tell = async (from: number, to: number, count: number, at: number) => {
      const fact = { name: "samples_dropped", at, value: { count, from, to } };
      const answer = await send(url, "/v1/push", { token, body: { ...pushBody([]), facts: [fact] } });
      expect(answer.status).toBe(200);
    };
    await tell(now - 9_000, now - 8_000, 5, now - 3);
    await tell(now - 9_000, now - 7_000, 8, now - 2);
    await tell(now - 9_000, now - 8_000, 5, now - 1);
    await tell(now - 5_000, now - 4_000, 2, now);
    for (const [from, to] of [
      [now, now - 1],
      [-1, now],
      [0.5, 0.2],
      [now, now + 1e9],
    ])
      await tell(from ?? 0, to ?? 0, 1, now);
    const rows = await db.select().from(droppedSamples);
    expect(rows.map(({ from, to, samples }) => [from - now, to - now, samples])).toEqual([
      [-9_000, -7_000, 8],
      [-5_000, -4_000, 2],
    ]);
  }));

test.runIf(LONG)("an agent whose spool is full to its cap stays below 60 MB (D5)", { timeout: 180_000 }, async () => {
  const dropped = fill(SPOOL_LIMITS, 700_000);
  expect(dropped?.count).toBeGreaterThan(0);
  writeFileSync(join(directory, "token"), "token\n");
  const args = [AGENT, "run", "--data", directory, "--url", "http://127.0.0.1:9"];
  const agent = spawn(process.execPath, ["--max-semi-space-size=1", "--v8-pool-size=0", ...args], { stdio: "ignore" });
  try {
    let most = 0;
    for (let second = 0; second < 30; second += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      most = Math.max(most, residentMegabytes(agent.pid ?? 0));
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(60);
  } finally {
    agent.kill();
  }
});

function residentMegabytes(pid: number): number {
  const path = `/proc/${pid}/status`;
  return existsSync(path) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path, "utf8"))?.[1] ?? 0) / 1_024 : 0;
}
