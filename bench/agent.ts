/**
 * CPU per sample and memory of the bundled agent at its idle pace, POST included, against a collector of ten lines; beside
 * node_exporter, collectd and zabbix-agent where they are installed. `npm run bench:agent [-- SAMPLES [INTERVAL_SECONDS]]`
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";

import { withChildren } from "./ingest/processes.ts";
import { askZabbix, ZABBIX_ITEMS, zabbixConfiguration } from "./zabbix.ts";

const [samples = 20, intervalSeconds = IDLE_INTERVAL_SECONDS] = process.argv.slice(2).map(Number);
/** The first samples pay for compilation and for the declaration of the schema. */
const WARM_UP_SAMPLES = 3;
const AIM_MS = 4;
/** As the service starts it: a young generation of 1 MB, and no threads that compile. */
const NODE_OPTIONS = ["--max-semi-space-size=1", "--v8-pool-size=0"];

interface Cost {
  readonly what: string;
  readonly cpuMs: number;
  readonly residentMb: number;
  readonly privateMb: number;
}

const directory = mkdtempSync(join(tmpdir(), "timonerie-bench-"));
try {
  const costs = [await agentCost(), await nodeExporterCost(), await collectdCost(), await zabbixCost()].filter(
    (cost) => cost !== undefined,
  );
  console.table(
    costs.map(({ what, cpuMs, residentMb, privateMb }) => ({
      what,
      "CPU ms a sample": cpuMs.toFixed(2),
      "resident MB": residentMb.toFixed(1),
      "private MB": privateMb.toFixed(1),
    })),
  );
  const bundleKb = statSync(join(directory, "agent.cjs")).size / 1_000;
  console.log(
    `${samples} samples, one each ${intervalSeconds} s, after ${WARM_UP_SAMPLES}; bundle ${bundleKb.toFixed(0)} kB`,
  );
  const ours = costs[0]?.cpuMs ?? Number.NaN;
  console.log(`aim: at most ${AIM_MS} ms a sample: ${ours <= AIM_MS ? "met" : "MISSED"}`);
} finally {
  rmSync(directory, { recursive: true });
}

async function agentCost(): Promise<Cost> {
  await build({
    entryPoints: ["agent/main.ts"],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    outfile: join(directory, "agent.cjs"),
    logLevel: "error",
  });
  let pushed = () => {};
  const sink = createServer((request, response) => {
    request.resume().on("end", () => {
      if (request.url !== "/v1/push") return response.writeHead(204).end();
      response.end(JSON.stringify({ accepted: 1, refused: [], interval_seconds: intervalSeconds }));
      pushed();
    });
  });
  // Longer than the pace, as the collector has it: each push finds the connection open.
  sink.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
  writeFileSync(join(directory, "token"), "bench-token\n");

  const script = [...NODE_OPTIONS, join(directory, "agent.cjs"), "run", "--data", directory, "--url", url];
  const agent = spawn(process.execPath, script, { stdio: "ignore" });
  const nextSample = () =>
    new Promise<void>((resolve) => {
      pushed = resolve;
    });
  try {
    return await costOf("timonerie agent", agent, nextSample);
  } finally {
    agent.kill("SIGTERM");
    sink.closeAllConnections();
    sink.close();
  }
}

async function nodeExporterCost(): Promise<Cost | undefined> {
  const program = installed("prometheus-node-exporter");
  if (!program) return undefined;
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const exporter = spawn(program, [`--web.listen-address=127.0.0.1:${port}`], { stdio: "ignore" });
  const scrape = async () => {
    await pause(intervalSeconds * 1_000);
    await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  };
  try {
    return await costOf("node_exporter, scraped", exporter, scrape);
  } finally {
    exporter.kill("SIGTERM");
  }
}

async function collectdCost(): Promise<Cost | undefined> {
  const program = installed("collectd");
  if (!program) return undefined;
  const plugins = ["cpu", "load", "memory", "swap", "df", "disk", "interface", "processes", "uptime", "csv"];
  const config = join(directory, "collectd.conf");
  writeFileSync(
    config,
    `Interval ${intervalSeconds}\nBaseDir "${directory}"\nPIDFile "${directory}/collectd.pid"\n${plugins.map((name) => `LoadPlugin ${name}\n`).join("")}`,
  );
  const collectd = spawn(program, ["-f", "-C", config], { stdio: "ignore" });
  try {
    return await costOf("collectd, to files", collectd, () => pause(intervalSeconds * 1_000));
  } finally {
    collectd.kill("SIGTERM");
  }
}

async function zabbixCost(): Promise<Cost | undefined> {
  const program = installed("zabbix_agentd");
  if (!program) return undefined;
  // It takes none above 32,767, where the system's free ones begin.
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const config = join(directory, "zabbix.conf");
  writeFileSync(config, zabbixConfiguration(directory, port));
  const agent = spawn(program, ["-f", "-c", config], { stdio: "ignore" });
  const sample = async () => {
    await pause(intervalSeconds * 1_000);
    for (const item of ZABBIX_ITEMS) await askZabbix(port, item);
  };
  try {
    return await costOf(`zabbix-agent, ${ZABBIX_ITEMS.length} items asked`, agent, sample);
  } finally {
    agent.kill("SIGTERM");
  }
}

async function costOf(what: string, child: ChildProcess, nextSample: () => Promise<void>): Promise<Cost> {
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${what} did not start`);
  for (let sample = 0; sample < WARM_UP_SAMPLES; sample += 1) await nextSample();
  // The work of a sample does not end with its POST.
  await pause(200);
  const pids = withChildren([pid]);
  const before = cpuMsOf(pids);
  for (let sample = 0; sample < samples; sample += 1) await nextSample();
  await pause(200);
  const cpuMs = (cpuMsOf(pids) - before) / samples;
  return {
    what,
    cpuMs,
    residentMb: kilobytes(pids, "Rss") / 1_000,
    privateMb: kilobytes(pids, "Private_Dirty") / 1_000,
  };
}

/** CPU time of all threads of these processes so far; `schedstat` counts nanoseconds where `stat` counts hundredths of a second. */
function cpuMsOf(pids: readonly number[]): number {
  const threads = pids.flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((thread) => `${pid}/task/${thread}`));
  const nanoseconds = threads.map((thread) => Number.parseInt(readFileSync(`/proc/${thread}/schedstat`, "utf8"), 10));
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

function kilobytes(pids: readonly number[], name: string): number {
  const found = pids.map((pid) =>
    new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")),
  );
  return (found.reduce((sum, one) => sum + Number(one?.[1] ?? Number.NaN), 0) * 1_024) / 1_000;
}

function installed(program: string): string | undefined {
  try {
    return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
  } catch {
    console.log(`${program} is not installed: left out`);
    return undefined;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
