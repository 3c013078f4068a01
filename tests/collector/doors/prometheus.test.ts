import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

import { doorSourceId } from "#db/metrics/door-source.ts";
import { stopProcess } from "#db/processes.ts";
import { freePort } from "#tests/support/program.ts";

import { SENDERS, unpackedProgram } from "../../../bin/preflight.mjs";
import { type CollectorTest, withCollector } from "../support.ts";

/** Less than one scrape of the exporter, so that each is cut into several requests, and those spread over shards. */
const SAMPLES_A_REQUEST = 100;
const SCRAPES = 4;

test("all that Prometheus scrapes of node-exporter and sends by remote-write can be read", { timeout: 90_000 }, () =>
  withCollector(async (collector) => {
    const directory = mkdtempSync(join(tmpdir(), "prometheus-"));
    const running: ChildProcess[] = [];
    try {
      const exporterPort = await freePort();
      const prometheusPort = await freePort();
      running.push(start("prometheus-node-exporter", [`--web.listen-address=127.0.0.1:${exporterPort}`]));
      const config = join(directory, "prometheus.yml");
      writeFileSync(config, configuration(collector, exporterPort));
      running.push(
        start("prometheus", [
          `--config.file=${config}`,
          `--storage.tsdb.path=${join(directory, "data")}`,
          `--web.listen-address=127.0.0.1:${prometheusPort}`,
        ]),
      );
      const prometheus = `http://127.0.0.1:${prometheusPort}`;
      const upAt = await until(
        () => instantsOf(prometheus, "up"),
        (instants) => instants.length >= SCRAPES,
      );
      const scrapes = upAt.slice(0, SCRAPES);
      const expected = await scraped(prometheus, scrapes);
      expect(expected.size).toBeGreaterThan(500);

      const missing = await until(
        async () => {
          const stored = await storedAt(collector, scrapes);
          return [...expected].filter(([series, value]) => stored.get(series) !== value);
        },
        (found) => found.length === 0,
      );
      expect(missing).toEqual([]);
    } finally {
      for (const { pid } of running.reverse()) if (pid !== undefined) await stopProcess(pid, 10_000);
      rmSync(directory, { recursive: true, force: true });
    }
  }),
);

function configuration({ url, token }: CollectorTest, exporterPort: number): string {
  return `
global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: node
    static_configs: [{ targets: ["127.0.0.1:${exporterPort}"] }]
    metric_relabel_configs:
      # A container sees its host's devices: the thousand series of a source are enough for what matters.
      - { source_labels: [__name__], regex: "node_(cpu|memory|load|vmstat|netstat|disk|filesystem).*|up|go_.*", action: keep }
remote_write:
  - url: ${url}/api/v1/write
    authorization: { credentials: ${token} }
    queue_config: { max_samples_per_send: ${SAMPLES_A_REQUEST}, min_shards: 4, batch_send_deadline: 1s }
`;
}

function start(program: string, args: readonly string[]): ChildProcess {
  const found = SENDERS.find((one) => one.program === program);
  return spawn(unpackedProgram(program, found?.debianPackage ?? program), args, { stdio: "ignore" });
}

/** "series at" -> value of every sample that Prometheus keeps of these scrapes; NaN is no value. */
async function scraped(prometheus: string, scrapes: readonly number[]): Promise<Map<string, number>> {
  const samples = new Map<string, number>();
  for (const { metric, values } of await ranges(prometheus, '{__name__=~".+"}')) {
    const { __name__, ...labels } = metric;
    for (const [at, value] of values) {
      const instant = Math.round(at * 1_000);
      if (!scrapes.includes(instant) || value === "NaN") continue;
      samples.set(`${identity(__name__ ?? "", labels)} ${instant}`, Number(value));
    }
  }
  return samples;
}

async function storedAt(
  { collector, world }: CollectorTest,
  scrapes: readonly number[],
): Promise<Map<string, number | null>> {
  const rows = await collector.store.snapshots({
    sourceIds: [doorSourceId(world.web1.sourceId)],
    from: Math.min(...scrapes),
    to: Math.max(...scrapes) + 1,
  });
  return new Map(
    rows.flatMap(({ at, schema, values }) =>
      schema.series.map(([key], index) => [`${key} ${at}`, values[index] ?? null] as const),
    ),
  );
}

async function instantsOf(prometheus: string, series: string): Promise<number[]> {
  const [found] = await ranges(prometheus, series).catch(() => []);
  return (found?.values ?? []).map(([at]) => Math.round(at * 1_000));
}

interface Range {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [at: number, value: string])[];
}

async function ranges(prometheus: string, series: string): Promise<Range[]> {
  const answer = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(`${series}[1h]`)}`);
  return ((await answer.json()) as { data: { result: Range[] } }).data.result;
}

/** As the series' key is written: labels in order. */
function identity(name: string, labels: Readonly<Record<string, string>>): string {
  const told = Object.keys(labels)
    .sort()
    .map((label) => `${label}=${JSON.stringify(labels[label])}`);
  return told.length === 0 ? name : `${name}{${told.join(",")}}`;
}

async function until<T>(read: () => Promise<T>, isEnough: (found: T) => boolean): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await read();
    if (isEnough(found) || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
