import type { Snapshot } from "#collector/protocol/push.ts";
import { series, type Values } from "../host/sensor.ts";
import { type Schema, sampleOf, schemaOf } from "../sample.ts";
import { putDatabases } from "./databases.ts";
import type { SimulatedMachine } from "./machine.ts";
import { chance, noise } from "./noise.ts";
import { putDisks, putFilesystems, putNetwork } from "./storage-and-network.ts";
import { isSilent, leakedRatio } from "./story.ts";
import { clamp, type Work, type Worker, workAt, workerOf } from "./work.ts";

const DAY_MS = 24 * 3_600_000;
const GB = 1_000_000_000;

/**
 * The values that the machine's agent would read at an instant (epoch milliseconds), by series key: the same instant always
 * gives the same, so that the history of the demo goes on without a seam into its live values. `isBrief` leaves out cores,
 * processes, pressure and the agent itself: a year of the rest is made in half the time.
 */
export function simulatedValues(machine: SimulatedMachine, at: number, { isBrief = false } = {}): Values {
  const worker = workerOf(machine, at);
  const work = workAt(worker, at);
  const values: Values = new Map();
  putCpu(values, worker, work, at);
  if (!isBrief) putCores(values, worker, work, at);
  putLoad(values, worker, work, at);
  putMemory(values, worker, work, at);
  putFilesystems(values, worker, at);
  putDisks(values, worker, work, at);
  putNetwork(values, worker, work, at);
  putDatabases(values, worker, work, at);
  if (isBrief) return values;
  putProcesses(values, worker, work, at);
  putPressure(values, worker, work, at);
  putAgent(values, worker, at);
  return values;
}

/** The series of the machine at an instant: with a core more or less they are others. */
export function simulatedSchema(machine: SimulatedMachine, at = machine.storyAt): Schema {
  return schemaOf(simulatedValues(machine, at).keys());
}

/**
 * The snapshots of a machine from `from` (included) to `to` (excluded), in the order of `simulatedSchema`. The times in which
 * the machine was silent are left out.
 */
export function* simulatedHistory(
  machine: SimulatedMachine,
  from: number,
  to: number,
  stepMs: number,
): Generator<Snapshot> {
  const schema = simulatedSchema(machine);
  for (let at = from; at < to; at += stepMs) {
    if (!isSilent(machine, at)) yield sampleOf(schema, at, simulatedValues(machine, at)).snapshot;
  }
}

function putCpu(values: Values, { machine }: Worker, { cpu }: Work, _at: number): void {
  const used = cpu.user + cpu.system;
  const idle = Math.max(0, 1 - used - cpu.iowait - cpu.steal);
  values.set("cpu_used_ratio", used);
  values.set("cpu_cores", machine.cores);
  for (const [mode, share] of Object.entries({ ...cpu, idle })) values.set(`cpu_${mode}_ratio`, share);
}

function putCores(values: Values, { machine }: Worker, { cpu }: Work, at: number): void {
  const used = cpu.user + cpu.system;
  // The cores differ, and their mean is the machine's: what one has more another has less.
  const spread = Array.from(
    { length: machine.cores },
    (_one, core) => 0.4 * noise(machine.seed + 100 + core, at, 15_000),
  );
  const mean = spread.reduce((sum, one) => sum + one, 0) / spread.length;
  const room = (1 - cpu.iowait - cpu.steal) / used - 1;
  const scale = Math.min(1, room / Math.max(...spread.map((one) => one - mean), 1e-9));
  spread.forEach((one, core) => {
    const factor = 1 + (one - mean) * scale;
    const coreUsed = used * factor;
    values.set(series("cpu_core_used_ratio", `${core}`), coreUsed);
    values.set(series("cpu_core_ratio", `${core}`, "user"), cpu.user * factor);
    values.set(series("cpu_core_ratio", `${core}`, "system"), cpu.system * factor);
    values.set(series("cpu_core_ratio", `${core}`, "iowait"), cpu.iowait);
    values.set(series("cpu_core_ratio", `${core}`, "steal"), cpu.steal);
    values.set(series("cpu_core_ratio", `${core}`, "idle"), Math.max(0, 1 - coreUsed - cpu.iowait - cpu.steal));
  });
}

function putLoad(values: Values, { machine }: Worker, { cpu, calmCpu }: Work, at: number): void {
  const load = machine.cores * (calmCpu + cpu.iowait) * 1.15;
  values.set("load_average_1m", Math.max(0, load * (1 + 0.25 * noise(machine.seed + 4, at, 60_000))));
  values.set("load_average_5m", Math.max(0, load * (1 + 0.12 * noise(machine.seed + 4, at, 300_000))));
  values.set("load_average_15m", Math.max(0, load * (1 + 0.06 * noise(machine.seed + 4, at, 900_000))));
}

function putMemory(values: Values, { machine, profile }: Worker, { demand, backup }: Work, at: number): void {
  const total = machine.memoryBytes;
  const worked = 0.05 * demand + 0.01 * noise(machine.seed + 5, at, 240_000);
  const ratio = clamp((leakedRatio(machine, at) ?? profile.memory) + worked, 0.05, 0.97);
  const free = total * (1 - ratio);
  const swapped = clamp((ratio - 0.7) * 0.3, 0, 0.2) + 0.004;
  values.set("memory_total_bytes", total);
  values.set("memory_used_bytes", total * ratio);
  values.set("memory_used_ratio", ratio);
  values.set("memory_available_bytes", free);
  values.set("memory_cached_bytes", free * (0.68 + 0.15 * backup));
  values.set("memory_buffers_bytes", free * 0.04);
  values.set("swap_total_bytes", 2 * GB);
  values.set("swap_used_bytes", 2 * GB * swapped);
  values.set("oom_kills_per_second", 0);
}

function putProcesses(values: Values, { machine, profile }: Worker, { demand, cpu }: Work, at: number): void {
  const processes = Math.round(profile.processes + 40 * demand + 3 * noise(machine.seed + 16, at, 120_000));
  const rebootedEveryMs = (80 + 60 * chance(machine.seed, 2)) * DAY_MS;
  values.set("processes", processes);
  values.set("processes_running", Math.max(1, Math.round(machine.cores * (cpu.user + cpu.system) * 1.4)));
  values.set("threads", Math.round(processes * 1.7 + 160 * demand));
  values.set("file_descriptors_used", Math.round(1_900 + processes * 9 + 2_600 * demand));
  values.set("file_descriptors_maximum", 400_000);
  values.set("uptime_seconds", Math.round((at % rebootedEveryMs) / 1_000));
}

function putPressure(values: Values, _worker: Worker, { cpu }: Work, _at: number): void {
  const used = cpu.user + cpu.system;
  values.set("pressure_cpu_some_ratio", clamp(0.35 * used ** 2, 0, 1));
  values.set("pressure_memory_some_ratio", 0);
  values.set("pressure_memory_full_ratio", 0);
  values.set("pressure_io_some_ratio", clamp(0.9 * cpu.iowait, 0, 1));
  values.set("pressure_io_full_ratio", clamp(0.55 * cpu.iowait, 0, 1));
}

function putAgent(values: Values, { machine }: Worker, at: number): void {
  values.set("agent_cpu_ratio", 0.0004 + 0.0001 * noise(machine.seed + 17, at, 60_000));
  values.set("agent_resident_bytes", 43_000_000 + Math.round(600_000 * noise(machine.seed + 18, at, 1_800_000)));
  values.set("agent_spooled_samples", 0);
}
