import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { collectorDesk } from "#collector/checks/desks.ts";
import { checkRuns, checkStates, checks } from "#db/schema/checks.ts";
import { writeDemoChecks } from "#db/seed/checks.ts";
import type { CheckRun } from "#domain/checks/check.ts";
import { plannedChecks } from "#domain/checks/queries.server.ts";
import { type CollectorTest, send, tokenFor, withCollector } from "../support.ts";

const runOf = (checkId: number, at: number): CheckRun => ({
  checkId,
  at,
  durationMs: 120,
  outcome: "ok",
  reason: null,
  timings: { dns: 1.5, connect: 3 },
  evidence: { status: 200, screenshot: "../../secret.png" },
});

/** The demo's page check, run from elsewhere by the probe of web-1. */
async function checkElsewhere({ db, world }: CollectorTest): Promise<{ mine: number; platforms: number }> {
  await writeDemoChecks(db, "http://127.0.0.1:5000");
  const [mine, platforms] = await plannedChecks(db, null);
  await db
    .update(checks)
    .set({ sourceId: world.web1.sourceId })
    .where(eq(checks.id, mine?.id ?? 0));
  return { mine: mine?.id ?? 0, platforms: platforms?.id ?? 0 };
}

test(
  "a probe elsewhere is told its checks by its source's token, and what it finds is judged like ours",
  { timeout: 60_000 },
  () =>
    withCollector(async (test) => {
      const { mine, platforms } = await checkElsewhere(test);
      const desk = collectorDesk(test.url, test.token);
      expect((await desk.checks()).map(({ id }) => id)).toEqual([mine]);
      expect((await plannedChecks(test.db, null)).map(({ id }) => id)).toEqual([platforms]);
      const at = Date.now() - 1_000;
      await desk.record(runOf(mine, at));
      await desk.record(runOf(mine, at));

      const [run, ...again] = await test.db.select().from(checkRuns);
      expect(again).toEqual([]);
      expect(run).toMatchObject({ checkId: mine, outcome: "ok", evidence: { status: 200 } });
      expect(JSON.stringify(run)).not.toContain("secret.png");
      expect(await test.db.select().from(checkStates)).toMatchObject([{ checkId: mine, state: "up" }]);
    }),
);

test("nobody writes a run of another's check, of no time, or of a shape that is none", { timeout: 60_000 }, () =>
  withCollector(async (test) => {
    const { mine, platforms } = await checkElsewhere(test);
    const other = await tokenFor(test.db, test.world.web2.sourceId);
    const now = Date.now();
    const { screenshot: _file, ...evidence } = runOf(mine, now).evidence;
    const told = (checkId: number, at: number, over: object = {}, token = test.token) =>
      send(test.url, "/v1/check-runs", { token, body: { runs: [{ ...runOf(checkId, at), evidence, ...over }] } });

    expect((await told(platforms, now)).status).toBe(404);
    expect((await told(987_654, now)).status).toBe(404);
    expect((await told(mine, now, {}, other)).status).toBe(404);
    expect((await told(mine, now + 3_600_000)).status).toBe(422);
    expect((await told(mine, 0)).status).toBe(422);
    expect((await told(mine, now, { outcome: "fine" })).status).toBe(400);
    expect((await told(mine, now, { evidence: { screenshot: "1.png" } })).status).toBe(400);
    expect((await told(mine, now, { timings: { "../x": 1 } })).status).toBe(400);
    expect(await test.db.$count(checkRuns)).toBe(0);
  }),
);
