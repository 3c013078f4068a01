import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { MAX_AGE_MS, MAX_AHEAD_MS, MAX_SERIES, MAX_SNAPSHOTS, type Snapshot } from "#collector/protocol/push.ts";
import { schemaHash } from "#db/metrics/schema-rows.server.ts";
import { metricTail } from "#db/schema/metrics.ts";
import { sourceFacts, sourceTokens } from "#db/schema/sources.ts";

import { type CollectorTest, pushBody, SERIES, send, withCollector } from "./support.ts";

const push = ({ url, token }: CollectorTest, body: unknown, headers: Record<string, string> = {}) =>
  send(url, "/v1/push", { token, body, headers });

const rowsOf = ({ db }: CollectorTest, sourceId: number) =>
  db.select().from(metricTail).where(eq(metricTail.sourceId, sourceId)).orderBy(metricTail.at);

describe("a push", () => {
  test("is answered with what was stored, and is stored", () =>
    withCollector(async (collector) => {
      const now = Date.now();
      const answer = await push(collector, pushBody([[now, 0.5, 0.25, null]]));
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ accepted: 1, refused: [], interval_seconds: 10 });
      expect((await rowsOf(collector, collector.world.web1.sourceId)).map(({ at }) => at)).toEqual([now]);
      expect(collector.collector.live.get(collector.world.web1.sourceId)?.values).toEqual({
        cpu_used_ratio: 0.5,
        memory_used_ratio: 0.25,
        'filesystem_used_ratio{mount="/var"}': null,
      });
    }));

  test("declares its schema once; afterwards its name is enough", () =>
    withCollector(async (collector) => {
      const unknown = await push(collector, pushBody([[Date.now(), 1, 1, 1]], null));
      expect([unknown.status, unknown.body.error]).toEqual([409, "unknown_schema"]);
      expect((await push(collector, pushBody([]))).status).toBe(200);
      expect((await push(collector, pushBody([[Date.now(), 1, 1, 1]], null))).status).toBe(200);
    }));

  test("may be gzip", () =>
    withCollector(async (collector) => {
      const body = gzipSync(JSON.stringify(pushBody([[Date.now(), 1, 1, 1]])));
      expect((await push(collector, body, { "content-encoding": "gzip" })).body.accepted).toBe(1);
    }));

  test("names the series beyond 1,000 and keeps the others", () =>
    withCollector(async (collector) => {
      const series = Array.from({ length: MAX_SERIES + 1 }, (_one, index) => [`s${index}`, "gauge"] as const);
      const values = series.map((_one, index) => index);
      const body = { schema: schemaHash(series), series, snapshots: [[Date.now(), ...values]] };
      const answer = await push(collector, body);
      expect(answer.body).toMatchObject({ accepted: 1, refused: [], refused_series: ["s1000"] });
    }));

  test("of 500 with one bad sample stores 499 and names the one (D13)", () =>
    withCollector(async (collector) => {
      const now = Date.now();
      const snapshots = Array.from({ length: 500 }, (_one, index): Snapshot => [now - index * 1_000, 1, 2, 3]);
      const bad = snapshots.with(77, [now - 77_000, 1, 2] as unknown as Snapshot);
      const answer = await push(collector, pushBody(bad));
      expect(answer.body).toMatchObject({ accepted: 499, refused: [{ index: 77, reason: "wrong_value_count" }] });
      expect(await rowsOf(collector, collector.world.web1.sourceId)).toHaveLength(499);
    }));

  test.each([
    ["8 days old", -MAX_AGE_MS + 60_000, undefined],
    ["older than 8 days", -MAX_AGE_MS - 1, "clock_skew_past"],
    ["5 minutes ahead", MAX_AHEAD_MS - 5_000, undefined],
    ["further ahead", MAX_AHEAD_MS + 60_000, "clock_skew_future"],
    ["of a clock 3 days slow", -3 * 86_400_000, undefined],
    ["of a clock 3 days fast", 3 * 86_400_000, "clock_skew_future"],
    ["of a clock 90 s fast", 90_000, undefined],
  ])("of a sample %s is answered with the reason, if any (D11)", (_sentence, offset, reason) =>
    withCollector(async (collector) => {
      const at = Date.now() + offset;
      const answer = await push(collector, pushBody([[at, 1, 2, 3]]));
      expect(answer.body.refused).toEqual(reason ? [{ index: 0, reason }] : []);
      expect(await rowsOf(collector, collector.world.web1.sourceId)).toHaveLength(reason ? 0 : 1);
    }));

  test.each([
    ["text", '"text"', "malformed"],
    ["no array", "{}", "malformed"],
    ["an empty array", "[]", "malformed"],
    ["half a millisecond", "[1.5,1,2,3]", "malformed"],
    ["a value too few", "[NOW,1,2]", "wrong_value_count"],
    ["a value too many", "[NOW,1,2,3,4]", "wrong_value_count"],
    ["a text as value", '[NOW,1,2,"3"]', "not_a_finite_number"],
    ["a value beyond all doubles", "[NOW,1,2,1e999]", "not_a_finite_number"],
    ["a truth as value", "[NOW,1,2,true]", "not_a_finite_number"],
  ])("refuses %s alone and by its index", (_sentence, snapshot, reason) =>
    withCollector(async (collector) => {
      const now = String(Date.now());
      const body = JSON.stringify(pushBody([])).replace(
        '"snapshots":[]',
        `"snapshots":[[${now},1,2,3],${snapshot.replace("NOW", now)}]`,
      );
      expect((await push(collector, body)).body).toMatchObject({ accepted: 1, refused: [{ index: 1, reason }] });
    }));

  test.each<[string, unknown, number, string, string]>([
    ["that is not JSON", "{", 400, "malformed", "$"],
    ["that is a list", [], 400, "malformed", "$"],
    ["without snapshots", { schema: schemaHash(SERIES) }, 400, "malformed", "$.snapshots"],
    ["with a misspelt field", { ...pushBody([]), snapshot: [] }, 400, "malformed", "$"],
    ["with a schema that is no hash", { schema: "x", snapshots: [] }, 400, "malformed", "$.schema"],
    ["with a series of no kind", { ...pushBody([]), series: [["a", "sum"]] }, 400, "malformed", "$.series[0][1]"],
    ["with half a character", { ...pushBody([]), series: [["\ud800", "gauge"]] }, 400, "malformed", "$.series[0][0]"],
    [
      "with the name of another schema",
      { ...pushBody([]), schema: "0".repeat(64) },
      422,
      "schema_mismatch",
      "$.schema",
    ],
    [
      "with an unknown fact",
      { ...pushBody([]), facts: [{ name: "x", at: 1, value: 1 }] },
      400,
      "malformed",
      "$.facts[0].name",
    ],
    [
      "with too many snapshots",
      pushBody(Array.from({ length: MAX_SNAPSHOTS + 1 }, () => [1] as never)),
      413,
      "too_large",
      "$.snapshots",
    ],
  ])("%s is refused whole, with a code, a path and a sentence", (_sentence, body, status, error, path) =>
    withCollector(async (collector) => {
      const answer = await push(collector, body);
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual({ error, path, message: expect.stringMatching(/\w+ \w+/) });
    }));

  test("with another encoding, or announced as gzip and not gzip, is refused", () =>
    withCollector(async (collector) => {
      expect((await push(collector, "x", { "content-encoding": "br" })).status).toBe(415);
      expect((await push(collector, "x", { "content-encoding": "gzip" })).status).toBe(400);
    }));

  test("that is too long on the wire is refused by its announced length and by its real one", () =>
    withCollector(async (collector) => {
      const long = Buffer.alloc(1_000_001, "x");
      expect((await push(collector, long)).status).toBe(413);
      expect((await push(collector, long, { "transfer-encoding": "chunked" })).status).toBe(413);
    }));

  test("that is a gzip bomb is refused within 200 ms and without the memory (L6)", () =>
    withCollector(async (collector) => {
      const bomb = gzipSync(Buffer.alloc(200_000_000));
      await push(collector, pushBody([]));
      global.gc?.();
      const before = process.memoryUsage().rss;
      const started = performance.now();
      const answer = await push(collector, bomb, { "content-encoding": "gzip" });
      const took = performance.now() - started;
      expect([answer.status, answer.body.error]).toEqual([413, "too_large"]);
      expect(took).toBeLessThan(200);
      expect(process.memoryUsage().rss - before).toBeLessThan(32_000_000);
    }));

  test("stores its facts, the newest of each name", () =>
    withCollector(async (collector) => {
      const now = Date.now();
      const dropped = (count: number, at: number) => ({
        name: "samples_dropped",
        at,
        value: { count, from: 1, to: 2 },
      });
      await push(collector, { ...pushBody([]), facts: [dropped(5, now)] });
      await push(collector, { ...pushBody([]), facts: [dropped(3, now - 60_000)] });
      await push(collector, {
        ...pushBody([]),
        facts: [{ name: "inventory", at: now, value: { hostname: "web-1", kernel: 7 } }],
      });
      const facts = await collector.db.select().from(sourceFacts);
      expect(facts.map(({ name, value }) => [name, value])).toEqual([
        ["inventory", { hostname: "web-1" }],
        ["samples_dropped", { count: 5, from: 1, to: 2 }],
      ]);
    }));
});

describe("a token (X10)", () => {
  test("says which source speaks; a body that names another is refused", () =>
    withCollector(async (collector) => {
      const body = { ...pushBody([[Date.now(), 1, 2, 3]]), source: collector.world.web2.sourceId };
      expect((await push(collector, body)).status).toBe(400);
      expect(await rowsOf(collector, collector.world.web2.sourceId)).toEqual([]);
    }));

  test("that was revoked is refused within 5 s", () => {
    let ahead = 0;
    return withCollector(
      async (collector) => {
        expect((await push(collector, pushBody([]))).status).toBe(200);
        await collector.db.update(sourceTokens).set({ revokedAt: new Date() });
        ahead = 4_999;
        const answer = await push(collector, pushBody([]));
        expect([answer.status, answer.body.error]).toEqual([401, "revoked_token"]);
      },
      { now: () => Date.now() + ahead },
    );
  });

  test("may send the same batch again, even after 10 minutes: 200, and no new row", () => {
    let ahead = 0;
    return withCollector(
      async (collector) => {
        const body = pushBody([[Date.now(), 1, 2, 3]]);
        const first = await push(collector, body);
        ahead = 600_000;
        const again = await push(collector, body);
        expect([again.status, again.body]).toEqual([200, first.body]);
        expect(await rowsOf(collector, collector.world.web1.sourceId)).toHaveLength(1);
      },
      { now: () => Date.now() + ahead },
    );
  });

  test("guessed 100 times from one address closes that address to guesses, and not to who is known there", () =>
    withCollector(async (collector) => {
      expect((await push(collector, pushBody([]))).status).toBe(200);
      const guess = (index: number) => push({ ...collector, token: `wrong-token-number-${index}` }, pushBody([]));
      for (let index = 0; index < 100; index += 1) expect((await guess(index)).status).toBe(401);
      const answer = await guess(100);
      expect([answer.status, answer.body.error]).toEqual([429, "too_many_requests"]);
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
      expect((await push(collector, pushBody([]))).status).toBe(200);
    }));

  test("used more often than any agent would is told to wait", () =>
    withCollector(async (collector) => {
      const answers = await Promise.all(Array.from({ length: 130 }, () => push(collector, pushBody([]))));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(10);
      expect(Number(refused[0]?.headers["retry-after"])).toBeGreaterThan(0);
    }));

  test.each([
    ["none", undefined],
    ["one that is no token", "x y"],
    ["an empty one", ""],
  ])("%s is refused", (_sentence, token) =>
    withCollector(async (collector) => {
      expect((await push({ ...collector, token: token as string }, pushBody([]))).status).toBe(401);
    }));
});

test("an unknown address is 404, a wrong method 405 with what is allowed", () =>
  withCollector(async ({ url }) => {
    expect((await send(url, "/nothing")).status).toBe(404);
    const answer = await send(url, "/v1/push", { method: "GET" });
    expect([answer.status, answer.headers.allow]).toEqual([405, "POST"]);
  }));

test("a collector that is well says so", () =>
  withCollector(async ({ url }) => {
    const answer = await send(url, "/healthz", { method: "GET" });
    expect([answer.status, answer.body]).toEqual([200, { status: "ok" }]);
  }));
