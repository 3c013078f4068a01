import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { isAlive, stopProcess } from "#db/processes.ts";
import { StartRefused } from "#db/start-refused.ts";

/*
 * Which processes belong to a data directory: run/<name>.pid holds the number and the start time of the process,
 * because numbers are used again. A killed supervisor leaves its programs behind; the next start ends them.
 */

const SUPERVISOR = "timonerie";

export function writePidFile(data: string, name: string, pid: number): void {
  writeFileSync(join(runDirectory(data), `${name}.pid`), `${pid} ${startedAt(pid)}\n`, { mode: 0o600 });
}

export function removePidFile(data: string, name: string): void {
  rmSync(join(runDirectory(data), `${name}.pid`), { force: true });
}

/** Takes the data directory for this process. Refused while another Timonerie runs on it. */
export async function claimDataDirectory(data: string): Promise<void> {
  const owner = livingPid(data, SUPERVISOR);
  if (owner !== undefined && owner !== process.pid) {
    throw new StartRefused(`Timonerie already runs on ${data} (process ${owner}). Stop it, or set TIMONERIE_DATA.`);
  }
  writePidFile(data, SUPERVISOR, process.pid);
  await endOrphans(data);
}

export function releaseDataDirectory(data: string): void {
  removePidFile(data, SUPERVISOR);
}

async function endOrphans(data: string): Promise<void> {
  const names = readdirSync(runDirectory(data))
    .filter((file) => file.endsWith(".pid"))
    .map((file) => file.slice(0, -".pid".length))
    .filter((name) => name !== SUPERVISOR);
  for (const name of names) {
    const pid = livingPid(data, name);
    if (pid !== undefined) await stopProcess(pid, 10_000);
    removePidFile(data, name);
  }
}

/** The process of the file, if it is that very one and not a stranger that got its number. */
function livingPid(data: string, name: string): number | undefined {
  try {
    const [pid = "", started] = readFileSync(join(runDirectory(data), `${name}.pid`), "utf8")
      .trim()
      .split(" ");
    const number = Number(pid);
    return isAlive(number) && startedAt(number) === started ? number : undefined;
  } catch {
    return undefined;
  }
}

/** In clock ticks since the machine's boot: field 22 of /proc/PID/stat, counted after the name in parentheses. */
function startedAt(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function runDirectory(data: string): string {
  const directory = join(data, "run");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}
