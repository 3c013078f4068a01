/**
 * CPU in use in GHz, to hold against the contracted GHz: `cpu_used_ratio` x cores x nominal GHz.
 * Null where the ratio, the cores or the nominal frequency are unknown: then only the ratio is shown.
 */
export function usedGhz(
  cpuRatio: number | null | undefined,
  cores: number | null | undefined,
  nominalGhz: number | null | undefined,
): number | null {
  if (cpuRatio === null || cpuRatio === undefined || !cores || !nominalGhz) return null;
  return cpuRatio * cores * nominalGhz;
}
