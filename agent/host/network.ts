import { Rates } from "./rates.ts";
import { HOST_ROOTS, readText, type Sensor, series, type Values } from "./sensor.ts";

/** The metrics of an interface and the column of each in `/proc/net/dev`. */
const COLUMNS = [
  ["network_received_bytes_per_second", 0],
  ["network_received_packets_per_second", 1],
  ["network_receive_errors_per_second", 2],
  ["network_receive_drops_per_second", 3],
  ["network_sent_bytes_per_second", 8],
  ["network_sent_packets_per_second", 9],
  ["network_send_errors_per_second", 10],
  ["network_send_drops_per_second", 11],
] as const;

/** Traffic of every interface that has ever carried any. */
export function networkSensor(roots = HOST_ROOTS): Sensor {
  const rates = new Rates();
  return {
    name: "network",
    read(monotonicMs) {
      const values: Values = new Map();
      rates.begin(monotonicMs);
      for (const [name, counters] of parseInterfaces(readText(`${roots.proc}/net/dev`))) {
        for (const [metric, column] of COLUMNS) {
          const key = series(metric, name);
          values.set(key, rates.perSecond(key, counters[column] ?? 0));
        }
      }
      return values;
    },
  };
}

/** Reads `/proc/net/dev`: sixteen counters by interface. An old kernel writes the first one right after the colon. */
export function parseInterfaces(text: string): Map<string, number[]> {
  const interfaces = new Map<string, number[]>();
  for (const [, name = "", columns = ""] of text.matchAll(/^\s*([^\s|]+?):\s*(\d[\d\s]*)$/gm)) {
    const counters = columns.trim().split(/\s+/).map(Number);
    // The ends of containers' cables come and go with them; their traffic is on the bridge as well.
    if (counters.length < 16 || name.startsWith("veth")) continue;
    if (counters.some((counter) => counter > 0)) interfaces.set(name, counters);
  }
  return interfaces;
}
