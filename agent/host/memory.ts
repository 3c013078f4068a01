import { HOST_ROOTS, readText, type Sensor } from "./sensor.ts";

/** Memory and swap in bytes. Used is what is not available to a new program: cache that can be given back is not use. */
export function memorySensor(roots = HOST_ROOTS): Sensor {
  return {
    name: "memory",
    read() {
      const memory = parseMemory(readText(`${roots.proc}/meminfo`));
      const used = Math.max(0, memory.total - memory.available);
      return new Map([
        ["memory_total_bytes", memory.total],
        ["memory_used_bytes", used],
        ["memory_used_ratio", used / memory.total],
        ["memory_available_bytes", memory.available],
        ["memory_cached_bytes", memory.cached],
        ["memory_buffers_bytes", memory.buffers],
        ["swap_total_bytes", memory.swapTotal],
        ["swap_used_bytes", memory.swapTotal - memory.swapFree],
      ]);
    },
  };
}

/** Reads `/proc/meminfo`, in bytes. Kernels before 3.14 name no `MemAvailable`: free, cache and buffers stand for it. */
export function parseMemory(text: string) {
  const bytes = new Map<string, number>();
  for (const [, name = "", kibibytes] of text.matchAll(WANTED)) bytes.set(name, Number(kibibytes) * 1_024);
  const of = (name: string) => bytes.get(name) ?? 0;
  const total = of("MemTotal");
  if (total === 0) throw new Error("no MemTotal in /proc/meminfo");
  return {
    total,
    available: bytes.get("MemAvailable") ?? of("MemFree") + of("Cached") + of("Buffers"),
    cached: of("Cached") + of("SReclaimable"),
    buffers: of("Buffers"),
    swapTotal: of("SwapTotal"),
    swapFree: of("SwapFree"),
  };
}

/** Eight of some sixty lines. */
const WANTED = /^(Mem(?:Total|Free|Available)|Buffers|Cached|SReclaimable|Swap(?:Total|Free)): +(\d+) kB$/gm;
