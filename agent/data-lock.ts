import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseProcess } from "./host/processes.ts";

/**
 * Two agents on one spool would delete each other's samples. The lock names the process by its number and its start, so that
 * what a crash or a reboot leaves behind holds nobody up. Answers how to release it, or whose it is.
 */
export function lockData(dataDirectory: string): { release: () => void } | { heldBy: number } {
  const path = join(dataDirectory, "agent.lock");
  const [holder = ""] = (readIfThere(path) ?? "").split("\n");
  const pid = Number.parseInt(holder, 10);
  if (pid !== process.pid && holder !== "" && holder === identityOf(pid)) return { heldBy: pid };
  writeFileSync(path, `${identityOf(process.pid)}\n`, { mode: 0o600 });
  return { release: () => unlinkSync(path) };
}

function identityOf(pid: number): string | undefined {
  const reading = parseProcess(readIfThere(`/proc/${pid}/stat`) ?? "");
  return reading && `${pid} ${reading.startedAt}`;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
