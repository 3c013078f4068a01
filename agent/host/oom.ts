import { Rates } from "./rates.ts";
import { HOST_ROOTS, readText, type Sensor } from "./sensor.ts";

/** Processes killed for want of memory, per second. Kernels before 4.13 do not count them: then there is no series. */
export function oomSensor(roots = HOST_ROOTS): Sensor {
  const rates = new Rates();
  return {
    name: "oom",
    read(monotonicMs) {
      const kills = parseOomKills(readText(`${roots.proc}/vmstat`));
      rates.begin(monotonicMs);
      if (kills === undefined) return new Map();
      return new Map([["oom_kills_per_second", rates.perSecond("oom", kills)]]);
    },
  };
}

/** The count of kills since boot in `/proc/vmstat`. */
export function parseOomKills(text: string): number | undefined {
  const found = /^oom_kill (\d+)$/m.exec(text);
  return found ? Number(found[1]) : undefined;
}
