import { Rates } from "./rates.ts";
import { HOST_ROOTS, readOptionalText, type Sensor, type Values } from "./sensor.ts";

const PRESSURES = [
  ["cpu", "some"],
  ["memory", "some"],
  ["memory", "full"],
  ["io", "some"],
  ["io", "full"],
] as const;

/** Share of the time, 0 to 1, in which some or all tasks waited for a resource. Absent where the kernel has no PSI. */
export function pressureSensor(roots = HOST_ROOTS): Sensor {
  const rates = new Rates();
  return {
    name: "pressure",
    read(monotonicMs) {
      const values: Values = new Map();
      const texts = new Map(
        ["cpu", "memory", "io"].map((resource) => [resource, readOptionalText(`${roots.proc}/pressure/${resource}`)]),
      );
      rates.begin(monotonicMs);
      for (const [resource, kind] of PRESSURES) {
        const stalled = parsePressure(texts.get(resource) ?? "").get(kind);
        if (stalled === undefined) continue;
        const perSecond = rates.perSecond(`${resource} ${kind}`, stalled);
        values.set(`pressure_${resource}_${kind}_ratio`, perSecond === null ? null : Math.min(1, perSecond / 1e6));
      }
      return values;
    },
  };
}

/** Reads one file of `/proc/pressure`: microseconds stalled since boot, by kind. */
export function parsePressure(text: string): Map<string, number> {
  return new Map(
    [...text.matchAll(/^(some|full) .*total=(\d+)$/gm)].map(([, kind = "", total]) => [kind, Number(total)]),
  );
}
