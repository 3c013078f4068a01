import { readdirSync } from "node:fs";
import { Rates } from "./rates.ts";
import { columnsOf, HOST_ROOTS, readText, type Sensor, series, type Values } from "./sensor.ts";

export interface DiskCounters {
  readonly device: string;
  readonly reads: number;
  readonly writes: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
  /** Time during which at least one request was in progress. */
  readonly busyMs: number;
}

/** Traffic of every whole disk. Busy is the share of the time, 0 to 1, with a request in progress. */
export function diskSensor(roots = HOST_ROOTS): Sensor {
  const rates = new Rates();
  return {
    name: "disks",
    read(monotonicMs) {
      const whole = new Set(readdirSync(`${roots.sys}/block`));
      const values: Values = new Map();
      rates.begin(monotonicMs);
      for (const disk of parseDisks(readText(`${roots.proc}/diskstats`))) {
        if (!whole.has(disk.device)) continue;
        const put = (name: string, counter: number) => {
          const key = series(name, disk.device);
          values.set(key, rates.perSecond(key, counter));
        };
        put("disk_read_bytes_per_second", disk.readBytes);
        put("disk_written_bytes_per_second", disk.writtenBytes);
        put("disk_reads_per_second", disk.reads);
        put("disk_writes_per_second", disk.writes);
        const busy = series("disk_busy_ratio", disk.device);
        const busyMs = rates.perSecond(busy, disk.busyMs);
        values.set(busy, busyMs === null ? null : Math.min(1, busyMs / 1_000));
      }
      return values;
    },
  };
}

/**
 * Reads `/proc/diskstats`; a sector there is 512 bytes whatever the disk's own. Devices that are made of others (loop,
 * RAM, device mapper, RAID) are left out, or their traffic would count twice; so are disks that never moved a byte.
 */
export function parseDisks(text: string): DiskCounters[] {
  const disks: DiskCounters[] = [];
  for (const line of text.split("\n")) {
    const [, , device, reads, , sectorsRead, , writes, , sectorsWritten, , , busyMs] = columnsOf(line);
    if (!device || busyMs === undefined || /^(loop|ram|zram|dm-|md|sr|fd|nbd)\d/.test(device)) continue;
    const disk = {
      device,
      reads: Number(reads),
      writes: Number(writes),
      readBytes: Number(sectorsRead) * 512,
      writtenBytes: Number(sectorsWritten) * 512,
      busyMs: Number(busyMs),
    };
    if (disk.reads + disk.writes > 0) disks.push(disk);
  }
  return disks;
}
