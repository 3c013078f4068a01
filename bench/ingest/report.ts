import type { Measured } from "./round.ts";
import { spreadOf } from "./statistics.ts";

interface Line {
  readonly what: string;
  readonly of: (one: Measured) => number;
  readonly unit: string;
  readonly decimals: number;
}

const LINES: readonly Line[] = [
  {
    what: "one snapshot a request, samples per CPU-second",
    of: ({ oneByOne }) => oneByOne.samples / oneByOne.cpuSeconds / 1e6,
    unit: "M",
    decimals: 2,
  },
  {
    what: "batched, samples per CPU-second",
    of: ({ batched }) => batched.samples / batched.cpuSeconds / 1e6,
    unit: "M",
    decimals: 2,
  },
  { what: "flush, CPU", of: ({ flushCpuSeconds }) => flushCpuSeconds, unit: "s", decimals: 2 },
  { what: "peak memory", of: ({ peakBytes }) => peakBytes / 1e6, unit: "MB", decimals: 0 },
  { what: "on disk, a sample", of: ({ bytesPerSample }) => bytesPerSample, unit: "bytes", decimals: 2 },
];

/** Prints a line for each measure and a column for each contender: the median, and the range over the rounds. */
export function printTables(measured: ReadonlyMap<string, readonly Measured[]>): void {
  const queries = [...new Set([...measured.values()].flat().flatMap((one) => Object.keys(one.queries)))];
  const lines = [
    ...LINES,
    ...queries.map((what): Line => ({ what, of: (one) => one.queries[what] ?? Number.NaN, unit: "ms", decimals: 2 })),
  ];
  const rows = lines.map(({ what, of, unit, decimals }) => {
    const columns = [...measured].map(([name, rounds]) => {
      const spread = spreadOf(rounds.map(of));
      const text = (value: number | undefined) => value?.toFixed(decimals) ?? "–";
      return [name, `${text(spread?.median)} ${unit} (${text(spread?.least)}–${text(spread?.most)})`] as const;
    });
    return [what, Object.fromEntries(columns)] as const;
  });
  console.table(Object.fromEntries(rows));
}
