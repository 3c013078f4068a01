import { describe, expect, test } from "vitest";

import { RateLimit } from "#collector/http/limits.ts";
import { DoorSchemas } from "#collector/ingest/doors/schemas.ts";
import { DoorWriter } from "#collector/ingest/doors/writer.ts";
import { MAX_AGE_MS, MAX_AHEAD_MS, MAX_SERIES } from "#collector/protocol/push.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";

import { type CollectorTest, pushBody, send, withCollector } from "../support.ts";
import { storedValues } from "./stored.ts";
import { remoteWrite, type SentSeries, series } from "./write-request.ts";

/** What the writer knew is forgotten, as after a new start. */
function forget({ collector }: CollectorTest): void {
  const { db, store, commits, newSchemas, now } = collector;
  Object.assign(collector, { doors: new DoorWriter(store, commits, new DoorSchemas(db, store, newSchemas), now) });
}

describe("a remote-write request", () => {
  test("is answered 204 once stored, under the names and labels that were sent", () =>
    withCollector(async (collector) => {
      const now = Date.now();
      const sent = [
        series("up", [[now, 1]], { job: "node", instance: "web-1:9100" }),
        series("http_requests_total", [[now, 1_234]], { code: "200", path: '/"a"\n' }),
        series("gone", [[now, Number.NaN]]),
      ];
      const answer = await remoteWrite(collector, sent);
      expect([answer.status, answer.body]).toEqual([204, ""]);
      expect(await storedValues(collector, collector.world.web1.sourceId)).toEqual([
        `http_requests_total{code="200",path="/\\"a\\"\\n"} ${now} 1234`,
        `up{instance="web-1:9100",job="node"} ${now} 1`,
      ]);
      const [row] = await collector.collector.store.snapshots({
        sourceIds: [doorSourceId(collector.world.web1.sourceId)],
        from: now,
        to: now + 1,
      });
      expect(Object.fromEntries(row?.schema.series ?? [])).toMatchObject({
        'up{instance="web-1:9100",job="node"}': "gauge",
        'http_requests_total{code="200",path="/\\"a\\"\\n"}': "counter",
      });
    }));

  test("makes the agent's own newest snapshot no older and no poorer", () =>
    withCollector(async (collector) => {
      const now = Date.now();
      const { sourceId } = collector.world.web1;
      await send(collector.url, "/v1/push", { ...collector, body: pushBody([[now, 0.5, 0.25, null]]) });
      // The very millisecond of the agent's snapshot, before and after.
      await remoteWrite(collector, [series("up", [[now, 1]])]);
      await send(collector.url, "/v1/push", { ...collector, body: pushBody([[now, 0.5, 0.25, null]]) });
      expect(collector.collector.live.get(sourceId)?.values.cpu_used_ratio).toBe(0.5);
      expect((await collector.collector.store.latest([sourceId]))[0]?.values.cpu_used_ratio).toBe(0.5);
      expect(await storedValues(collector, sourceId)).toEqual([`up ${now} 1`]);
    }));

  test("of 500 samples with one bad stores 499 and names the one (D13)", () =>
    withCollector(async (collector) => {
      const now = Date.now();
      const sent = Array.from({ length: 500 }, (_one, index) =>
        series("load", [[index === 77 ? now + 86_400_000 : now, index]], { of: `m${index}` }),
      );
      const answer = await remoteWrite(collector, sent);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({
        error: "samples_refused",
        path: "$.timeseries[77]",
        message:
          '499 samples are stored. 1 sample was refused: load{of="m77"} clock_skew_future at $.timeseries[77] (1).',
      });
      expect(await storedValues(collector, collector.world.web1.sourceId)).toHaveLength(499);
    }));

  test.each([
    ["8 days old", -MAX_AGE_MS + 60_000, undefined],
    ["older than 8 days", -MAX_AGE_MS - 1_000, "clock_skew_past"],
    ["5 minutes ahead", MAX_AHEAD_MS - 5_000, undefined],
    ["further ahead", MAX_AHEAD_MS + 60_000, "clock_skew_future"],
    ["of a clock 3 days slow", -3 * 86_400_000, undefined],
    ["of a clock 90 s fast", 90_000, undefined],
  ])("with a sample %s is answered with the reason, if any (D11)", (_sentence, offset, reason) =>
    withCollector(async (collector) => {
      const answer = await remoteWrite(collector, [series("up", [[Date.now() + offset, 1]])]);
      expect(answer.status).toBe(reason ? 400 : 204);
      if (reason) expect(answer.body.message).toContain(`up ${reason} at $.timeseries[0]`);
      expect(await storedValues(collector, collector.world.web1.sourceId)).toHaveLength(reason ? 0 : 1);
    }));

  test.each<[string, SentSeries, string]>([
    ["a value beyond all numbers", series("a", [[Date.now(), Number.POSITIVE_INFINITY]]), "a not_a_finite_number"],
    ["a native histogram", { ...series("a", []), histograms: 2 }, "a native_histogram at $.timeseries[1] (2)"],
    ["a series without a name", { labels: { job: "x" }, samples: [[Date.now(), 1]] }, "malformed_labels"],
    ["a name that is none", series("a b", [[Date.now(), 1]]), "a b malformed_labels"],
    ["a label's name that is none", series("a", [[Date.now(), 1]], { "x-y": "1" }), "malformed_labels"],
    ["a key that is too long", series("a", [[Date.now(), 1]], { x: "y".repeat(600) }), "malformed_labels"],
  ])("with %s is refused that by name, and the rest is stored", (_sentence, bad, told) =>
    withCollector(async (collector) => {
      const answer = await remoteWrite(collector, [series("good", [[Date.now(), 1]]), bad]);
      expect([answer.status, answer.body.error, answer.body.path]).toEqual([400, "samples_refused", "$.timeseries[1]"]);
      expect(answer.body.message).toContain(told);
      expect(await storedValues(collector, collector.world.web1.sourceId)).toHaveLength(1);
    }));

  test("brings at most 1,000 series of a source over time; the excess is named, and the rest kept", () =>
    withCollector(async (collector) => {
      const now = Date.now();
      const some = (from: number, to: number) =>
        Array.from({ length: to - from }, (_one, index) =>
          series("s", [[now, from + index]], { n: `${from + index}` }),
        );
      expect((await remoteWrite(collector, some(0, 600))).status).toBe(204);
      const answer = await remoteWrite(collector, some(500, 1_020));
      expect(answer.status).toBe(400);
      expect(answer.body.message).toContain("500 samples are stored. 20 samples were refused: ");
      expect(answer.body.message).toContain("too_many_series");
      expect(answer.body.message).toContain("and 10 more");
      expect(await storedValues(collector, collector.world.web1.sourceId)).toHaveLength(MAX_SERIES);
    }));

  test("with new series again and again is told to come back, and nothing of it is lost", () =>
    withCollector(async (collector) => {
      let now = Date.now();
      Object.assign(collector.collector, { now: () => now, newSchemas: new RateLimit<number>(2, 1 / 60) });
      forget(collector);
      expect((await remoteWrite(collector, [series("a", [[now, 1]])])).status).toBe(204);
      expect((await remoteWrite(collector, [series("b", [[now, 1]])])).status).toBe(204);
      const [late, known] = await Promise.all([
        remoteWrite(collector, [series("c", [[now, 1]])]),
        remoteWrite(collector, [series("a", [[now + 1, 1]])]),
      ]);
      expect([late.status, late.headers["retry-after"], late.body.error]).toEqual([503, "60", "too_many_requests"]);
      expect(known.status).toBe(204);
      now += 60_000;
      expect((await remoteWrite(collector, [series("c", [[now, 1]])])).status).toBe(204);
    }));

  test("too many at once is told to come back by 503, because a sender gives up at 429", () =>
    withCollector(async (collector) => {
      Object.assign(collector.collector, { requests: new RateLimit<number>(1, 0.1) });
      expect((await remoteWrite(collector, [])).status).toBe(204);
      const answer = await remoteWrite(collector, []);
      expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "10"]);
    }));

  test.each([
    ["plain", { "content-encoding": "identity" }, 415, "unsupported_encoding"],
    ["gzip", { "content-encoding": "gzip" }, 415, "unsupported_encoding"],
  ])("in %s is refused", (_sentence, headers, status, error) =>
    withCollector(async (collector) => {
      const answer = await remoteWrite(collector, [], headers);
      expect([answer.status, answer.body.error]).toEqual([status, error]);
    }));
});
