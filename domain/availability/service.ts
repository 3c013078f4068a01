import type { Stretch } from "./ledger.ts";
import type { PartState, Verdict } from "./verdict.ts";

/** A service as pages name it. */
export interface Service {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** How many of its parts must answer. */
  readonly quorum: number;
  /** 0.998 for 99.8 % a month. */
  readonly promisedRatio: number;
}

/** A change of a part with what showed it. */
export interface EvidenceChange {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly state: PartState;
  /** A word of the check ("status", "timeout") or null. */
  readonly reason: string | null;
  /** The run that showed it; null where no run did. */
  readonly runId: number | null;
}

/** One of the parts that a service is judged by, and all that is known of it in the time asked for. Oldest first. */
export interface EvidencePart {
  readonly name: string;
  readonly kind: "check" | "machine";
  readonly checkId: number | null;
  readonly intervalSeconds: number;
  readonly changes: readonly EvidenceChange[];
}

/** Staff's word, as it is shown for ever. */
export interface ShownReclassification extends Stretch {
  readonly id: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly authorName: string;
  /** Epoch milliseconds. */
  readonly decidedAt: number;
}

export interface ShownContest extends Stretch {
  readonly id: number;
  readonly text: string;
  readonly authorName: string;
  readonly at: number;
  /** Null until staff have answered. */
  readonly answer: { readonly text: string; readonly authorName: string; readonly at: number } | null;
}

export interface ShownMaintenance {
  readonly id: number;
  readonly title: string;
  readonly from: number;
  readonly to: number | null;
  readonly approvedAt: number | null;
  readonly isAnnounced: boolean;
}

export const DECISION_LIMITS = { reason: 2_000 } as const;
