import { daysLater } from "#domain/metrics/wall-time.ts";

/** What is compared: CPU of the machines (0 to 1), seconds of an answer, errors and orders of the shop. */
export const COMPARED_FIGURES = ["cpu", "latency", "errors", "orders"] as const;
export type ComparedFigure = (typeof COMPARED_FIGURES)[number];

/** Epoch milliseconds, [from, to). */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Null where one of both was not measured. */
export type Pair = { readonly before: number; readonly after: number } | null;
export type Pairs = Readonly<Record<ComparedFigure, Pair>>;

export interface Comparison {
  readonly verdict: "better" | "same" | "worse" | "unknown";
  readonly before: Stretch;
  readonly after: Stretch;
  readonly figures: Pairs;
}

const HOUR_MS = 3_600_000;
/** Caches are cold and machines busy for a while after the work. */
const SETTLING_MS = HOUR_MS;

/** A day after the work, an hour after its end, and the same hours a week before on the project's clock. */
export function comparisonStretches(endedAt: number, timeZone: string): { before: Stretch; after: Stretch } {
  const from = endedAt + SETTLING_MS;
  const after = { from, to: daysLater(from, 1, timeZone) };
  const before = { from: daysLater(after.from, -7, timeZone), to: daysLater(after.to, -7, timeZone) };
  return { before, after };
}

/** How much a figure must move to be told, as a share of what it was; less is a week's usual difference. */
const NOTABLE: Readonly<Record<ComparedFigure, number>> = { cpu: 0.2, latency: 0.2, errors: 0.5, orders: 0.25 };
/** What is smaller than this is noise whatever its share: 2 points of CPU, 20 ms, 5 errors, 10 orders. */
const FLOOR: Readonly<Record<ComparedFigure, number>> = { cpu: 0.02, latency: 0.02, errors: 5, orders: 10 };
/** More of it is better. */
const MORE_IS_BETTER: Readonly<Record<ComparedFigure, boolean>> = {
  cpu: false,
  latency: false,
  errors: false,
  orders: true,
};

/** How a figure moved. */
export function movement(figure: ComparedFigure, pair: Pair): "better" | "same" | "worse" | "unknown" {
  if (pair === null) return "unknown";
  const change = pair.after - pair.before;
  const isNotable = Math.abs(change) >= FLOOR[figure] && Math.abs(change) >= NOTABLE[figure] * Math.abs(pair.before);
  if (!isNotable) return "same";
  return change > 0 === MORE_IS_BETTER[figure] ? "better" : "worse";
}

/** One figure that became worse is worse, whatever became better. Without two figures nothing is said. */
export function verdictOf(figures: Pairs): Comparison["verdict"] {
  const moves = COMPARED_FIGURES.map((figure) => movement(figure, figures[figure]));
  if (moves.filter((one) => one !== "unknown").length < 2) return "unknown";
  if (moves.includes("worse")) return "worse";
  return moves.includes("better") ? "better" : "same";
}
