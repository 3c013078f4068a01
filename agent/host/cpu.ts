import { CPU_MODES } from "#collector/protocol/metrics.ts";
import { columnsOf, HOST_ROOTS, readText, type Sensor, series, type Values } from "./sensor.ts";

/** Time spent by mode since boot, in ticks. `guest` is left out: the kernel already counts it as user. */
export type CpuTimes = Readonly<Record<(typeof CPU_MODES)[number], number>>;

export interface CpuReading {
  readonly total: CpuTimes;
  /** By the number of the core; cores that are switched off are absent. */
  readonly cores: ReadonlyMap<string, CpuTimes>;
}

/** How many cores there are, and CPU shares from 0 to 1, of the machine and of each core. `used` is user and system: what this machine itself worked. */
export function cpuSensor(roots = HOST_ROOTS): Sensor {
  let before: CpuReading | undefined;
  return {
    name: "cpu",
    read() {
      const now = parseCpu(readText(`${roots.proc}/stat`));
      const values: Values = new Map();
      const total = cpuShares(before?.total, now.total);
      values.set("cpu_used_ratio", usedOf(total));
      values.set("cpu_cores", now.cores.size || null);
      for (const mode of CPU_MODES) values.set(`cpu_${mode}_ratio`, total?.[mode] ?? null);
      for (const [core, times] of now.cores) {
        const shares = cpuShares(before?.cores.get(core), times);
        values.set(series("cpu_core_used_ratio", core), usedOf(shares));
        for (const mode of CPU_MODES) values.set(series("cpu_core_ratio", core, mode), shares?.[mode] ?? null);
      }
      before = now;
      return values;
    },
  };
}

/** Reads `/proc/stat`. Throws where its first line is missing. */
export function parseCpu(text: string): CpuReading {
  let total: CpuTimes | undefined;
  const cores = new Map<string, CpuTimes>();
  for (const line of text.split("\n")) {
    if (!line.startsWith("cpu")) break;
    const [name = "", ...ticks] = columnsOf(line);
    const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = ticks.map(Number);
    const times = { user: user + nice, system: system + irq + softirq, iowait, steal, idle };
    if (name === "cpu") total = times;
    else cores.set(name.slice(3), times);
  }
  if (!total) throw new Error("no line of cpu in /proc/stat");
  return { total, cores };
}

/**
 * Shares of the time between two readings; undefined without an earlier reading, or when the counters started anew.
 * The kernel lets idle and iowait go back a little (see proc(5)): such a step counts as none.
 */
export function cpuShares(before: CpuTimes | undefined, now: CpuTimes): CpuTimes | undefined {
  if (!before || now.user < before.user || now.system < before.system || now.steal < before.steal) return undefined;
  const spent = CPU_MODES.map((mode) => Math.max(0, now[mode] - before[mode]));
  const all = spent.reduce((sum, ticks) => sum + ticks, 0);
  if (all === 0) return undefined;
  return Object.fromEntries(CPU_MODES.map((mode, index) => [mode, (spent[index] ?? 0) / all])) as CpuTimes;
}

function usedOf(shares: CpuTimes | undefined): number | null {
  return shares ? shares.user + shares.system : null;
}
