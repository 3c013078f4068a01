import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

import { latestFamilies, metricsText } from "#collector/protocol/open-metrics.ts";

import { unpackedProgram } from "../../bin/preflight.mjs";
import { remoteWrite, series } from "./doors/write-request.ts";
import { pushBody, send, withCollector } from "./support.ts";

/** What promtool says against an exposition: nothing, and it ends well. */
function objections(text: string): string {
  const promtool = unpackedProgram("promtool", "prometheus");
  const { status, stdout, stderr } = spawnSync(promtool, ["check", "metrics"], { input: text, encoding: "utf8" });
  return status === 0 ? "" : `${status} ${stdout}${stderr}`;
}

test("the collector tells its own health, and promtool finds nothing to say", () =>
  withCollector(async (collector) => {
    await send(collector.url, "/v1/push", { ...collector, body: pushBody([[Date.now(), 1, 2, 3]]) });
    await remoteWrite(collector, [series("a", [[1, 1]])]);
    const answer = await send(collector.url, "/metrics", { method: "GET" });
    expect(answer.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    for (const line of [
      'timonerie_collector_requests_total{path="/v1/push",status="200"} 1',
      'timonerie_collector_refused_samples_total{reason="clock_skew_past"} 1',
      "timonerie_collector_committed_snapshots_total 1",
      "timonerie_collector_live_sources 1",
      "timonerie_collector_ready 1",
    ]) {
      expect(answer.body.split("\n")).toContain(line);
    }
    expect(answer.body).not.toContain("popgom");
    expect(objections(answer.body)).toBe("");

    const asked = { method: "GET", headers: { accept: "application/openmetrics-text;version=1.0.0,*/*;q=0.1" } };
    const open = await send(collector.url, "/metrics", asked);
    expect(open.headers["content-type"]).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
    expect(open.body).toContain("# TYPE timonerie_collector_commits counter\ntimonerie_collector_commits_total ");
    expect(open.body).toMatch(/\n# EOF\n$/);
  }));

test("the newest values of machines are families of their own, whatever their labels hold", () => {
  const at = 1_700_000_000_000;
  const { text } = metricsText(
    latestFamilies([
      {
        labels: { project: "popgom", machine: "web-1" },
        at,
        series: [
          { name: "shop.orders", labels: { machine: "web-2", path: 'a"b\\c\nd' }, value: 3 },
          { name: "cpu_used_ratio", labels: {}, value: 0.5 },
        ],
      },
      {
        labels: { project: "popgom", machine: "web-2" },
        at,
        series: [{ name: "cpu_used_ratio", labels: {}, value: 1 }],
      },
    ]),
  );
  expect(text).toContain(
    [
      'timonerie_cpu_used_ratio{machine="web-1",project="popgom"} 0.5 1700000000000',
      'timonerie_cpu_used_ratio{machine="web-2",project="popgom"} 1 1700000000000',
    ].join("\n"),
  );
  expect(text).toContain('timonerie_shop_orders{machine="web-1",path="a\\"b\\\\c\\nd",project="popgom"} 3 ');
});

test("promtool finds a counter that is written twice", () => {
  expect(objections("# TYPE a counter\na 1\na 2\n")).not.toBe("");
});
