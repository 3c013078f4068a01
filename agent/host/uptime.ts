import { HOST_ROOTS, readText, type Sensor } from "./sensor.ts";

/** Seconds since the machine was started. */
export function uptimeSensor(roots = HOST_ROOTS): Sensor {
  return {
    name: "uptime",
    read: () => new Map([["uptime_seconds", parseUptime(readText(`${roots.proc}/uptime`))]]),
  };
}

/** Reads `/proc/uptime`: `1139.60 2084.46`, the second being idle time of all cores. */
export function parseUptime(text: string): number {
  const seconds = Number.parseFloat(text);
  if (!Number.isFinite(seconds)) throw new Error("unreadable /proc/uptime");
  return seconds;
}
