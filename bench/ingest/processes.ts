import { readdirSync, readFileSync, statSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";

/** Of `getconf CLK_TCK`: Linux counts CPU time in hundredths of a second on every platform that Debian knows. */
const TICKS_A_SECOND = 100;

/** CPU seconds that these processes and their children used so far, in user and system mode. */
export function cpuSecondsOf(pids: readonly number[]): number {
  const ticks = withChildren(pids).flatMap((pid) => {
    // After the name, which may hold blanks and brackets: utime and stime are the 14th and 15th fields.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return [Number(fields[11]), Number(fields[12])];
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
}

/** The most memory that each of these processes had resident, added up, in bytes. */
export function peakBytesOf(pids: readonly number[]): number {
  return withChildren(pids)
    .map((pid) => Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1_024)
    .reduce((sum, one) => sum + one, 0);
}

/** Bytes of the files under a directory. */
export function bytesUnder(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).size)
    .reduce((sum, one) => sum + one, 0);
}

export async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((listening) => listener.listen(0, "127.0.0.1", listening));
  const { port } = listener.address() as AddressInfo;
  await new Promise<void>((closed) => listener.close(() => closed()));
  return port;
}

/** These processes and all below them. Each process names its parent; the kernel lists no children on every machine. */
export function withChildren(pids: readonly number[]): number[] {
  const found = new Set(pids);
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = all.map((pid) => [Number(pid), parentOf(pid)] as const).sort(([one], [other]) => one - other);
  for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  return [...found];
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    // It ended between the list and the look.
    return 0;
  }
}
