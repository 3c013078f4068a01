import { observedVerdict, type PartState, type Verdict } from "./verdict.ts";

/** Instants are epoch milliseconds, stretches are [from, to). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From `at` on the part is in this state, until the next change. */
export interface PartChange {
  readonly at: number;
  readonly state: PartState;
}

export interface Part {
  /** In any order; of two at one instant the later in the list counts. Before the first nothing is known. */
  readonly changes: readonly PartChange[];
}

export interface Maintenance {
  readonly id: number;
  readonly from: number;
  /** Null while it has no end yet. */
  readonly to: number | null;
  /** Null where nobody approved it. Approval at or after the start comes too late. */
  readonly approvedAt: number | null;
  /** Whether it was announced as long before its start as the contract wants. */
  readonly isAnnounced: boolean;
}

export interface Reclassification extends Stretch {
  readonly id: number;
  readonly verdict: Verdict;
  /** Of two on the same instant the later decision counts, then the greater id. */
  readonly decidedAt: number;
}

/** What decided a verdict: the checks, a maintenance window, or staff, with the row's id. */
export type Cause =
  | { readonly kind: "checks" }
  | { readonly kind: "maintenance"; readonly id: number }
  | { readonly kind: "reclassification"; readonly id: number };

export interface Segment extends Stretch {
  readonly verdict: Verdict;
  /** What the checks alone say, nothing deducted: the raw figure is made of it. */
  readonly observed: PartState;
  readonly cause: Cause;
}

export interface LedgerQuestion {
  readonly window: Stretch;
  readonly parts: readonly Part[];
  /** How many parts must answer for the service to be up, from 1 to the number of parts. */
  readonly quorum: number;
  readonly maintenance: readonly Maintenance[];
  readonly reclassifications: readonly Reclassification[];
}

/**
 * One verdict for every instant of the window: contiguous segments that cover it exactly, oldest first, no two alike side
 * by side. Maintenance takes only what was down: a window in which the service answered excuses nothing and costs nothing.
 * A re-classification takes whatever it covers. An empty window has no segments.
 */
export function ledgerOf(question: LedgerQuestion): Segment[] {
  const { window, parts, quorum } = question;
  const readers = parts.map(({ changes }) => readerOf(changes));
  const segments: Segment[] = [];
  const instants = boundariesOf(question);
  for (const [index, from] of instants.entries()) {
    const to = instants[index + 1] ?? window.to;
    const count = { up: 0, degraded: 0, down: 0, unmonitored: 0 };
    for (const stateAt of readers) count[stateAt(from)] += 1;
    add(segments, { from, to, ...judged(question, from, observedVerdict(count, quorum)) });
  }
  return segments;
}

/** Every instant of the window at which something may change, its start first. */
function boundariesOf({ window, parts, maintenance, reclassifications }: LedgerQuestion): number[] {
  if (window.to <= window.from) return [];
  const instants = new Set([window.from]);
  const put = (at: number | null) => {
    if (at !== null && at > window.from && at < window.to) instants.add(at);
  };
  for (const { changes } of parts) for (const { at } of changes) put(at);
  for (const { from, to } of [...maintenance, ...reclassifications]) {
    put(from);
    put(to);
  }
  return [...instants].sort((one, other) => one - other);
}

/** Reads the state of a part at instants that only grow. */
function readerOf(changes: readonly PartChange[]): (at: number) => PartState {
  const sorted = [...changes].sort((one, other) => one.at - other.at);
  let next = 0;
  let state: PartState = "unmonitored";
  return (at) => {
    for (let change = sorted[next]; change && change.at <= at; change = sorted[next]) {
      state = change.state;
      next += 1;
    }
    return state;
  };
}

function judged(
  { maintenance, reclassifications }: LedgerQuestion,
  at: number,
  observed: PartState,
): Pick<Segment, "verdict" | "observed" | "cause"> {
  const decided = reclassifications.filter((one) => covers(one, at)).sort(latestFirst)[0];
  if (decided) return { verdict: decided.verdict, observed, cause: { kind: "reclassification", id: decided.id } };

  const windows = observed === "down" ? maintenance.filter((one) => covers(one, at)) : [];
  // Of overlapping windows one that was approved and announced in time is enough.
  const excused = windows.find(isInTime);
  const window = excused ?? windows[0];
  if (!window) return { verdict: observed, observed, cause: { kind: "checks" } };
  const verdict = excused ? "maintenance" : "unapproved_maintenance";
  return { verdict, observed, cause: { kind: "maintenance", id: window.id } };
}

function covers({ from, to }: { readonly from: number; readonly to: number | null }, at: number): boolean {
  return at >= from && (to === null || at < to);
}

function isInTime({ from, approvedAt, isAnnounced }: Maintenance): boolean {
  return approvedAt !== null && approvedAt < from && isAnnounced;
}

function latestFirst(one: Reclassification, other: Reclassification): number {
  return other.decidedAt - one.decidedAt || other.id - one.id;
}

function add(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  if (last && isAlike(last, segment)) segments[segments.length - 1] = { ...last, to: segment.to };
  else segments.push(segment);
}

function isAlike(one: Segment, other: Segment): boolean {
  const idOf = ({ cause }: Segment) => (cause.kind === "checks" ? 0 : cause.id);
  return (
    one.verdict === other.verdict &&
    one.observed === other.observed &&
    one.cause.kind === other.cause.kind &&
    idOf(one) === idOf(other)
  );
}
