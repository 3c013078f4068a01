import type { Measured } from "./round.ts";
import { type Spread, spreadOf } from "./statistics.ts";

interface Line {
  readonly what: string;
  readonly of: (one: Measured) => number;
  readonly unit: string;
  readonly decimals: number;
  /** Whether more of it is better, as of work done, or worse, as of what is used up. */
  readonly moreIs: "better" | "worse";
}

const LINES: readonly Line[] = [
  {
    what: "one snapshot a request, samples per CPU-second",
    of: ({ oneByOne }) => oneByOne.samples / oneByOne.cpuSeconds / 1e6,
    unit: "M",
    decimals: 2,
    moreIs: "better",
  },
  {
    what: "batched, samples per CPU-second",
    of: ({ batched }) => batched.samples / batched.cpuSeconds / 1e6,
    unit: "M",
    decimals: 2,
    moreIs: "better",
  },
  { what: "flush, CPU", of: ({ flushCpuSeconds }) => flushCpuSeconds, unit: "s", decimals: 2, moreIs: "worse" },
  { what: "peak memory", of: ({ peakBytes }) => peakBytes / 1e6, unit: "MB", decimals: 0, moreIs: "worse" },
  {
    what: "on disk, a sample",
    of: ({ bytesPerSample }) => bytesPerSample,
    unit: "bytes",
    decimals: 2,
    moreIs: "worse",
  },
];

/** Of a question about a past that the contender does not take in. */
const NOT_COMPARABLE = "not comparable";

/** Prints how often better the first contender is than each other, then what was measured: median and range. */
export function printTables(measured: ReadonlyMap<string, readonly Measured[]>): void {
  const queries = [...new Set([...measured.values()].flat().flatMap((one) => Object.keys(one.queries)))];
  const lines = [
    ...LINES,
    ...queries.map(
      (what): Line => ({
        what,
        of: (one) => one.queries[what] ?? Number.NaN,
        unit: "ms",
        decimals: 2,
        moreIs: "worse",
      }),
    ),
  ];
  const [first, ...others] = [...measured.keys()];
  const spread = (name: string | undefined, line: Line) => spreadOf((measured.get(name ?? "") ?? []).map(line.of));
  if (others.length > 0) {
    console.log(`\n${first} is so many times better (by the medians; below 1 it is worse) than`);
    console.table(tableOf(lines, others, (name, line) => ratioText(spread(first, line), spread(name, line), line)));
  }
  console.log("\nMedian (least to most)");
  console.table(tableOf(lines, [...measured.keys()], (name, line) => spreadText(spread(name, line), line)));
}

function tableOf(lines: readonly Line[], names: readonly string[], cell: (name: string, line: Line) => string) {
  return Object.fromEntries(
    lines.map((line) => [line.what, Object.fromEntries(names.map((name) => [name, cell(name, line)]))]),
  );
}

function ratioText(ours: Spread | undefined, theirs: Spread | undefined, { moreIs }: Line): string {
  if (!ours || !theirs) return "–";
  if (Number.isNaN(theirs.median)) return NOT_COMPARABLE;
  const ratio = moreIs === "better" ? ours.median / theirs.median : theirs.median / ours.median;
  return Number.isFinite(ratio) ? ratio.toFixed(2) : "–";
}

function spreadText(spread: Spread | undefined, { unit, decimals }: Line): string {
  if (!spread) return "–";
  if (Number.isNaN(spread.median)) return NOT_COMPARABLE;
  const [median, least, most] = [spread.median, spread.least, spread.most].map((one) => one.toFixed(decimals));
  return `${median} ${unit} (${least} to ${most})`;
}
