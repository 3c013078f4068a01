import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

import { unpackedProgram } from "../../bin/preflight.mjs";
import { startApi, type TestApi, tokenOf } from "./support.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function metrics(token?: string): Promise<{ status: number; text: string; objections: string }> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${api.url}/metrics`, { headers });
  const text = await answer.text();
  const promtool = unpackedProgram("promtool", "prometheus");
  const checked = spawnSync(promtool, ["check", "metrics"], { input: text, encoding: "utf8" });
  return { status: answer.status, text, objections: checked.status === 0 ? "" : checked.stdout + checked.stderr };
}

test("without a token the extranet tells its own health and no client's name; with one, what its user sees", () =>
  withDatabase(async (db, { pool }) => {
    const { viewer, web1, other } = await popgom(db);
    const store = openMetricStore(pool);
    const schema = await store.declareSchema([["cpu_used_ratio", "gauge"]]);
    const at = Date.now() - 5_000;
    for (const { sourceId } of [web1, other.web1]) await store.append([{ sourceId, schema, snapshots: [[at, 0.25]] }]);

    await metrics();
    const open = await metrics();
    expect([open.status, open.objections]).toEqual([200, ""]);
    expect(open.text).toContain('timonerie_extranet_requests_total{status="200"} ');
    expect(open.text).not.toMatch(/popgom|web-1/);

    const seen = await metrics(await tokenOf(db, viewer));
    expect([seen.status, seen.objections]).toEqual([200, ""]);
    expect(seen.text.split("\n").filter((line) => line.startsWith("timonerie_"))).toEqual([
      `timonerie_cpu_used_ratio{machine="web-1",project="popgom"} 0.25 ${at}`,
    ]);
    expect((await metrics(await tokenOf(db, viewer, { scopes: ["projects.read"] }))).status).toBe(403);
    expect((await metrics(`tim_${"x".repeat(43)}`)).status).toBe(401);
  }));
