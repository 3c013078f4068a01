import { expect, test } from "vitest";

import { runCollector } from "#collector/run.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { popgom } from "#tests/support/world.ts";

import { pushBody, send, settingsFor, tokenFor } from "../collector/support.ts";
import { OwnServer } from "./own-server.ts";

test("while the database is killed, pushes hear 503 and when to come back; afterwards none that was acknowledged is lost (D6)", async () => {
  const server = await OwnServer.start();
  const database = server.handle;
  const { web1 } = await popgom(database.db);
  const token = await tokenFor(database.db, web1.sourceId);
  const running = await runCollector(settingsFor(server.url));
  try {
    await running.ready;
    const acknowledged: number[] = [];
    const push = async (at: number) => {
      const answer = await send(running.url, "/v1/push", { token, body: pushBody([[at, 1, 2, 3]]) });
      if (answer.status === 200) acknowledged.push(at);
      return answer;
    };
    const start = Date.now() - 60_000;
    for (let index = 0; index < 20; index += 1) await push(start + index);
    expect(acknowledged).toHaveLength(20);

    await server.kill();
    for (let index = 20; index < 30; index += 1) {
      const answer = await push(start + index);
      expect([answer.status, answer.body.error]).toEqual([503, "unavailable"]);
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    const sick = await send(running.url, "/healthz", { method: "GET" });
    expect([sick.status, sick.body.reasons]).toEqual([503, ["the database does not answer"]]);

    await server.startAgain();
    const up = performance.now();
    while ((await push(start + 30)).status !== 200) {
      expect(performance.now() - up).toBeLessThan(5_000);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const all = { sourceIds: [web1.sourceId], from: start, to: Date.now() };
    const stored = new Set((await openMetricStore(database.pool).snapshots(all)).map(({ at }) => at));
    expect(acknowledged.filter((at) => !stored.has(at))).toEqual([]);
  } finally {
    await running.stop();
    await server.remove();
  }
}, 60_000);
