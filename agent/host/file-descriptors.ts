import { columnsOf, HOST_ROOTS, readText, type Sensor, type Values } from "./sensor.ts";

/** Open files of the whole machine, and the most that the kernel allows. */
export function fileDescriptorSensor(roots = HOST_ROOTS): Sensor {
  return {
    name: "file_descriptors",
    read() {
      const { used, maximum } = parseFileDescriptors(readText(`${roots.proc}/sys/fs/file-nr`));
      const values: Values = new Map([["file_descriptors_used", used]]);
      if (maximum !== null) values.set("file_descriptors_maximum", maximum);
      return values;
    },
  };
}

/** Reads `/proc/sys/fs/file-nr`: allotted, free, maximum. systemd sets the maximum to 2^63-1, which means none. */
export function parseFileDescriptors(text: string): { used: number; maximum: number | null } {
  const [allotted = Number.NaN, free = Number.NaN, maximum = Number.NaN] = columnsOf(text).map(Number);
  if (![allotted, free, maximum].every(Number.isFinite)) throw new Error("unreadable /proc/sys/fs/file-nr");
  return { used: allotted - free, maximum: Number.isSafeInteger(maximum) ? maximum : null };
}
