/**
 * Many simulated machines, each pushing a snapshot every 10 s on a connection of its own: `sender URL FILE`, the file being a
 * JSON list of { token, name, role, project }. One line of JSON a second on stdout says what was acknowledged. Machines
 * measure what one of some patterns says: making values would cost more than sending them.
 */
import { readFileSync } from "node:fs";

import type { SimulatedMachine } from "#agent/simulate/machine.ts";
import { simulatedHistory, simulatedSchema } from "#agent/simulate/values.ts";
import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";

import { type BenchMachine, PATTERNS, simulated } from "../patterns.ts";
import { Line } from "./line.ts";

export interface Told {
  readonly acknowledged: number;
  readonly values: number;
  /** Refused, broken, or not sent because the answer before was still awaited. */
  readonly failed: number;
  /** Of this second's answers. */
  readonly medianMs: number;
  readonly p99Ms: number;
}

const INTERVAL_MS = IDLE_INTERVAL_SECONDS * 1_000;
const [url = "", file = ""] = process.argv.slice(2);
const fleet = JSON.parse(readFileSync(file, "utf8")) as (BenchMachine & { token: string })[];
const patterns = fleet.slice(0, PATTERNS).map(simulated);
const schemas = patterns.map(simulatedSchema);
const lines = fleet.map(({ token }) => new Line(new URL(url), token));
const declared = new Set<number>();
let told = { acknowledged: 0, values: 0, failed: 0 };
let times: number[] = [];

fleet.forEach((_machine, index) => {
  const place = (index * INTERVAL_MS) / fleet.length;
  setTimeout(() => {
    void push(index);
    setInterval(() => void push(index), INTERVAL_MS);
  }, place);
});
setInterval(tell, 1_000);
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));

async function push(index: number): Promise<void> {
  const [line, pattern] = [lines[index], index % patterns.length];
  const [machine, schema] = [patterns[pattern], schemas[pattern]];
  if (!line || !machine || !schema || line.isBusy) {
    told.failed += 1;
    return;
  }
  const series = declared.has(index) ? "" : `"series":${JSON.stringify(schema.series)},`;
  const body = `{"schema":"${schema.hash}",${series}"snapshots":[[${Date.now()}${valuesNow(pattern, machine)}]]}`;
  const { status, ms } = await line.push(body);
  if (status !== 200) {
    told.failed += 1;
    return;
  }
  declared.add(index);
  times.push(ms);
  told.acknowledged += 1;
  told.values += schema.series.length;
}

/** ",0.12,0.4": the values of a pattern, made once a second. */
const made = new Map<number, { readonly second: number; readonly text: string }>();

function valuesNow(pattern: number, machine: SimulatedMachine): string {
  const second = Math.floor(Date.now() / 1_000);
  const known = made.get(pattern);
  if (known?.second === second) return known.text;
  const [snapshot] = simulatedHistory(machine, second * 1_000, second * 1_000 + 1, 1_000);
  const text = (snapshot ?? []).slice(1).map((value) => `,${value}`);
  made.set(pattern, { second, text: text.join("") });
  return text.join("");
}

function tell(): void {
  const sorted = times.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  console.log(JSON.stringify({ ...told, medianMs: at(0.5), p99Ms: at(0.99) } satisfies Told));
  told = { acknowledged: 0, values: 0, failed: 0 };
  times = [];
}
