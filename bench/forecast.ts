/**
 * The forecasts' score card on real series of servers, beside the baselines stored with them: `npm run bench:forecast
 * [-- --series FOLDER] [--per-series]`. The folder (../shared/forecast by default) holds `evaluate`, which says the
 * protocol. Ends with 1 where a measure misses what is asked: MASE by the hour 1.39, by the day 1.20, disks 0.85 of the
 * linear fit's, the 80 % band over 72 to 88 % of each, 50 ms of processor a forecast.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { forecastRows, parseTasks, tableOfRows } from "#bin/forecast/csv.ts";

const { values: given } = parseArgs({
  options: {
    series: { type: "string", default: resolve(import.meta.dirname, "../../shared/forecast") },
    "per-series": { type: "boolean", default: false },
  },
});
const WIDTH = [0.72, 0.88] as const;
const MOST_MS = 50;
/** Of its baselines' scores. */
const LINEAR = "linear_win";
const DISKS_AGAINST_LINEAR = 0.85;

interface Score {
  readonly mase: number;
  readonly c80: number;
  readonly c95: number;
}
type ScoreCard = Record<string, Score>;

const evaluate = join(given.series, "evaluate");
if (!existsSync(evaluate)) {
  console.error(`No evaluate in ${given.series}: say where the series are with --series FOLDER`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "forecast-"));
try {
  const [asked, told, scores] = ["in.csv", "out.csv", "scores.json"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  run("inputs", "--out", asked);
  const tasks = parseTasks(readFileSync(asked, "utf8"));
  const began = { at: performance.now(), cpu: process.cpuUsage() };
  const rows = tasks.flatMap(forecastRows);
  const cpu = process.cpuUsage(began.cpu);
  const ms = (performance.now() - began.at) / tasks.length;
  const cpuMs = (cpu.user + cpu.system) / 1_000 / tasks.length;
  writeFileSync(told, tableOfRows(rows));
  console.log(run("score", told, "--json", scores, ...(given["per-series"] ? ["--per-series"] : [])));
  console.log(
    `${tasks.length} forecasts, ${ms.toFixed(1)} ms each (${cpuMs.toFixed(1)} ms of processor), back-tests included\n`,
  );
  const baselines = JSON.parse(readFileSync(join(given.series, "baselines/dev/scores.json"), "utf8")) as Record<
    string,
    ScoreCard
  >;
  const missed = verdicts(JSON.parse(readFileSync(scores, "utf8")) as ScoreCard, baselines[LINEAR] ?? {}, cpuMs);
  process.exitCode = missed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command: string, ...rest: string[]): string {
  return execFileSync(evaluate, [command, "--set", "dev", ...rest], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

/** Prints what is asked beside what was measured; says how many are missed. */
function verdicts(card: ScoreCard, linear: ScoreCard, ms: number): number {
  const of = (scores: ScoreCard, set: string, measure: keyof Score) => scores[set]?.[measure] ?? Number.NaN;
  const disks = of(card, "disk_real", "mase") / of(linear, "disk_real", "mase");
  const lines: [name: string, measured: number, least: number, most: number][] = [
    ["MASE by the hour", of(card, "hourly", "mase"), 0, 1.39],
    ["MASE by the day", of(card, "daily", "mase"), 0, 1.2],
    ["disks against the linear fit", disks, 0, DISKS_AGAINST_LINEAR],
    ...["hourly", "daily", "disk_real"].map(
      (set) => [`80 % band, ${set}`, of(card, set, "c80"), ...WIDTH] as [string, number, number, number],
    ),
    ["ms of processor a forecast", ms, 0, MOST_MS],
  ];
  for (const [name, measured, least, most] of lines) {
    const isKept = measured >= least && measured <= most;
    console.log(`${isKept ? "kept  " : "MISSED"} ${name}: ${measured.toFixed(3)} (${least} to ${most})`);
  }
  return lines.filter(([, measured, least, most]) => !(measured >= least && measured <= most)).length;
}
