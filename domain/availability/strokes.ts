import type { Stretch } from "./ledger.ts";
import type { EvidenceChange } from "./service.ts";

export type StrokeState = "ok" | "failed" | "unknown";

/** A run of a check; in long windows all runs of a moment, the worst of them. */
export interface Stroke {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly state: StrokeState;
}

/** How a check ran around an outage. */
export interface CheckStrokes {
  readonly check: string;
  readonly intervalSeconds: number;
  /** Runs that were kept, or only what their changes of state tell, one stroke an interval. */
  readonly source: "runs" | "states";
  readonly strokes: readonly Stroke[];
  /** Of the outage alone. */
  readonly runs: number;
  readonly failed: number;
}

/** More strokes than that are one ground. */
const MOST_STROKES = 240;

/** How far strokes stand apart: the check's interval, more where the window is too long for each. */
export function strokeStepMs({ from, to }: Stretch, intervalSeconds: number): number {
  return Math.max(intervalSeconds * 1_000, Math.ceil((to - from) / MOST_STROKES));
}

/** What the changes of a check, oldest first, say of each interval of the window. Before the first one nothing is known. */
export function strokesOfStates(
  changes: readonly Pick<EvidenceChange, "at" | "state">[],
  window: Stretch,
  outage: Stretch,
  intervalSeconds: number,
): Pick<CheckStrokes, "strokes" | "runs" | "failed"> {
  const stepMs = strokeStepMs(window, intervalSeconds);
  const strokes: Stroke[] = [];
  // From the outage's start on both ways, as its first failure is a run.
  const first = outage.from - Math.floor((outage.from - window.from) / stepMs) * stepMs;
  for (let at = first; at < window.to; at += stepMs) {
    const state = changes.findLast((change) => change.at <= at)?.state;
    strokes.push({ at, state: state === undefined ? "unknown" : OF_STATE[state] });
  }
  const within = strokes.filter(({ at, state }) => at >= outage.from && at < outage.to && state !== "unknown");
  return { strokes, runs: within.length, failed: within.filter(({ state }) => state === "failed").length };
}

const OF_STATE: Readonly<Record<EvidenceChange["state"], StrokeState>> = {
  up: "ok",
  degraded: "ok",
  down: "failed",
  unmonitored: "unknown",
};
