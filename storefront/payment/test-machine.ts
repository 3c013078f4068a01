import type { Verdict } from "./provider.ts";

/** Where a payment of the test provider stands: opened, at the bank's second question, or at its end. */
export type TestState = "open" | "challenged" | Verdict | "refunded";

/** What a tester chooses on the provider's page. "late" succeeds at once and tells the shop a minute later. */
export const OUTCOMES = ["success", "refuse", "challenge", "abandon", "late"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const LATE_BY_MS = 60_000;

export interface Advanced {
  readonly state: TestState;
  /** When the shop is told, in milliseconds from now; null when there is nothing to tell. */
  readonly tellAfterMs: number | null;
}

/**
 * The next state of a test payment. An end is an end: whatever is chosen afterwards changes nothing and tells the shop
 * again what it was told before, as real providers do.
 */
export function advanced(state: TestState, outcome: Outcome): Advanced {
  if (state === "refunded") return { state, tellAfterMs: null };
  if (state !== "open" && state !== "challenged") return { state, tellAfterMs: 0 };
  if (outcome === "challenge") return { state: "challenged", tellAfterMs: null };
  if (outcome === "refuse") return { state: "refused", tellAfterMs: 0 };
  if (outcome === "abandon") return { state: "abandoned", tellAfterMs: 0 };
  return { state: "succeeded", tellAfterMs: outcome === "late" ? LATE_BY_MS : 0 };
}

export function isOutcome(value: unknown): value is Outcome {
  return OUTCOMES.includes(value as Outcome);
}
