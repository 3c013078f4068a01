import { readdirSync, readFileSync, statSync } from "node:fs";
import type { ProcessShare, TopProcesses } from "#collector/protocol/push.ts";
import { HOST_ROOTS, type HostRoots, readOptionalText, type Sensor } from "./sensor.ts";

export interface ProcessReading {
  readonly pid: number;
  readonly name: string;
  /** CPU time since the process began, in ticks. */
  readonly ticks: number;
  /** Ticks since boot: with the pid it names a process for good, for pids are used again. */
  readonly startedAt: number;
  readonly residentPages: number;
}

/** How many processes there are. Threads and running ones stand in `/proc/loadavg`, see load.ts. */
export function processSensor(roots = HOST_ROOTS): Sensor {
  return { name: "processes", read: () => new Map([["processes", pidsOf(roots).length]]) };
}

/** Reads the ten processes using most CPU and the ten using most memory. Shares of CPU are between two calls. */
export function topProcessReader(cores: number, roots = HOST_ROOTS): (monotonicMs: number) => TopProcesses {
  const units = readUnits(roots);
  let before = new Map<string, number>();
  let beforeMs = Number.NaN;
  return (monotonicMs) => {
    const ticksAvailable = ((monotonicMs - beforeMs) / 1_000) * units.ticksPerSecond * cores;
    const readings = pidsOf(roots).flatMap((pid) => readProcess(roots, pid));
    const now = new Map(readings.map((reading) => [`${reading.pid} ${reading.startedAt}`, reading.ticks]));
    const shares = readings.map((reading) => {
      const ticksBefore = before.get(`${reading.pid} ${reading.startedAt}`);
      const used = ticksBefore === undefined ? null : Math.max(0, reading.ticks - ticksBefore) / ticksAvailable;
      return {
        pid: reading.pid,
        name: reading.name,
        cpuRatio: used === null || !Number.isFinite(used) ? null : Math.min(1, used),
        memoryBytes: reading.residentPages * units.pageBytes,
      };
    });
    before = now;
    beforeMs = monotonicMs;

    const users = parseUsers(readOptionalText("/etc/passwd") ?? "");
    const named = (share: (typeof shares)[number]): ProcessShare => ({
      ...share,
      user: userOf(roots, share.pid, users),
    });
    const busy = shares.filter((share) => share.cpuRatio).sort((a, b) => (b.cpuRatio ?? 0) - (a.cpuRatio ?? 0));
    const large = shares.filter((share) => share.memoryBytes > 0).sort((a, b) => b.memoryBytes - a.memoryBytes);
    return { byCpu: busy.slice(0, 10).map(named), byMemory: large.slice(0, 10).map(named) };
  };
}

/** Reads `/proc/<pid>/stat`. The name stands in brackets and may itself hold brackets and blanks: the last one counts. */
export function parseProcess(text: string): ProcessReading | undefined {
  const end = text.lastIndexOf(")");
  const begin = text.indexOf("(");
  if (begin < 0 || end < begin) return undefined;
  const columns = text.slice(end + 2).split(" ");
  const [userTicks, systemTicks, startedAt, residentPages] = [11, 12, 19, 21].map((index) => Number(columns[index]));
  if (userTicks === undefined || systemTicks === undefined || startedAt === undefined) return undefined;
  if (residentPages === undefined || !Number.isFinite(residentPages)) return undefined;
  return {
    pid: Number.parseInt(text, 10),
    name: text.slice(begin + 1, end),
    ticks: userTicks + systemTicks,
    startedAt,
    residentPages,
  };
}

/** Names by user id of `/etc/passwd`. */
export function parseUsers(text: string): Map<number, string> {
  return new Map([...text.matchAll(/^([^:\n]+):[^:\n]*:(\d+):/gm)].map(([, name = "", id]) => [Number(id), name]));
}

/** Page size and ticks a second, which the kernel tells each program in its auxiliary vector (see getauxval(3)). */
export function parseAuxiliaryVector(bytes: Buffer): { pageBytes: number; ticksPerSecond: number } {
  const entries = new Map<number, number>();
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    entries.set(Number(bytes.readBigUInt64LE(at)), Number(bytes.readBigUInt64LE(at + 8)));
  }
  return { pageBytes: entries.get(6) ?? 4_096, ticksPerSecond: entries.get(17) ?? 100 };
}

function readUnits(roots: HostRoots) {
  try {
    return parseAuxiliaryVector(readFileSync(`${roots.proc}/self/auxv`));
  } catch {
    return { pageBytes: 4_096, ticksPerSecond: 100 };
  }
}

/** In the folder of processes only their names begin with a digit. */
function pidsOf(roots: HostRoots): string[] {
  return readdirSync(roots.proc).filter((name) => name.charCodeAt(0) <= "9".charCodeAt(0));
}

/** A process may end between the listing and the reading: then it is none. */
function readProcess(roots: HostRoots, pid: string): ProcessReading[] {
  try {
    const reading = parseProcess(readFileSync(`${roots.proc}/${pid}/stat`, "utf8"));
    return reading ? [reading] : [];
  } catch {
    return [];
  }
}

function userOf(roots: HostRoots, pid: number, users: ReadonlyMap<number, string>): string {
  try {
    const { uid } = statSync(`${roots.proc}/${pid}`);
    return users.get(uid) ?? String(uid);
  } catch {
    return "";
  }
}
