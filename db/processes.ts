import { readFileSync } from "node:fs";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/** A child that has ended but is not yet waited for still takes signal 0. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

/**
 * Whether the process runs one of the programs with this very argument: a pid file may name a stranger by now,
 * because numbers are used again.
 */
export function runsWith(pid: number, programs: readonly RegExp[], argument: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return false;
  try {
    const [program = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return programs.some((pattern) => pattern.test(program)) && args.includes(argument);
  } catch {
    return false;
  }
}

/** SIGTERM, then SIGKILL after the time. Returns when the process has gone. */
export async function stopProcess(pid: number, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  signal(pid, "SIGTERM");
  while (isAlive(pid)) {
    if (Date.now() > deadline) signal(pid, "SIGKILL");
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has gone in between, which is what we want.
  }
}
