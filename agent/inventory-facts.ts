/** A machine waits for a reboot when its packages say so, or when it runs a kernel that is no longer installed. */
export function isRebootPending(runningKernel: string, boot: readonly string[], run: readonly string[]): boolean {
  if (run.includes("reboot-required")) return true;
  const installed = boot.filter((name) => name.startsWith("vmlinuz-") && !name.includes("rescue"));
  return installed.length > 0 && !installed.includes(`vmlinuz-${runningKernel}`);
}

/**
 * The clock rate that the processor is sold with, in GHz: it stands at the end of Intel's names (`@ 2.20GHz`); elsewhere the
 * rate that the system reports is taken, and none where there is none.
 */
export function nominalGhzOf(cpuinfo: string, reportedGhz: number): number | undefined {
  const inName = /^model name\s*:.*@ ([\d.]+)GHz/m.exec(cpuinfo);
  if (inName) return Number(inName[1]);
  const megahertz = /^cpu MHz\s*:\s*([\d.]+)/m.exec(cpuinfo);
  const ghz = reportedGhz > 0 ? reportedGhz : Number(megahertz?.[1] ?? 0) / 1_000;
  return ghz > 0 ? Math.round(ghz * 100) / 100 : undefined;
}

/** Leaves out what is unknown: systeminformation says so by an empty text, `unknown` or a 0. */
export function present<T extends object>(fields: T): Partial<T> {
  const isKnown = ([, value]: [string, unknown]) =>
    value !== undefined && value !== null && value !== "" && value !== 0 && value !== "unknown";
  return Object.fromEntries(Object.entries(fields).filter(isKnown)) as Partial<T>;
}
