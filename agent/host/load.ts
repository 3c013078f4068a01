import { columnsOf, HOST_ROOTS, readText, type Sensor } from "./sensor.ts";

export interface Load {
  readonly averages: readonly [number, number, number];
  readonly running: number;
  readonly threads: number;
}

/** Load over 1, 5 and 15 minutes, and the threads that the kernel counts in the same file. */
export function loadSensor(roots = HOST_ROOTS): Sensor {
  return {
    name: "load",
    read() {
      const { averages, running, threads } = parseLoad(readText(`${roots.proc}/loadavg`));
      return new Map([
        ["load_average_1m", averages[0]],
        ["load_average_5m", averages[1]],
        ["load_average_15m", averages[2]],
        ["processes_running", running],
        ["threads", threads],
      ]);
    },
  };
}

/** Reads `/proc/loadavg`: `0.45 0.15 0.11 3/98 9028`. */
export function parseLoad(text: string): Load {
  const [one, five, fifteen, tasks = ""] = columnsOf(text);
  const [running, threads] = tasks.split("/");
  const load = {
    averages: [Number(one), Number(five), Number(fifteen)],
    running: Number(running),
    threads: Number(threads),
  };
  if (![...load.averages, load.running, load.threads].every(Number.isFinite))
    throw new Error("unreadable /proc/loadavg");
  return load as unknown as Load;
}
