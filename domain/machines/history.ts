/** Recorded states of machines over time, and what a ruler draws of them. Pure: the browser uses it too. */

export type RecordedState = "ok" | "warn" | "crit" | "mute" | "never";

export interface StateChange {
  readonly machineId: number;
  readonly machine: string;
  readonly at: Date;
  readonly state: RecordedState;
  /** What decided it, with its figures; null for ok. */
  readonly finding: unknown;
}

export interface StateNow {
  readonly machineId: number;
  readonly machine: string;
  readonly since: Date;
  readonly state: RecordedState;
  readonly finding: unknown;
}

/** A stretch of one state, [from, to) in epoch milliseconds. */
export interface LaneStretch {
  readonly from: number;
  readonly to: number;
  readonly state: RecordedState;
}

const WORST_FIRST: readonly RecordedState[] = ["crit", "warn", "mute", "ok", "never"];

/**
 * One lane for several machines: at each instant the worst of their states. Nothing is drawn before the first
 * recorded state: what was not watched was neither well nor ill. Machines never heard count only where nothing
 * else is known. Changes come oldest first; `to` is now, in epoch milliseconds.
 */
export function worstLane(changes: readonly StateChange[], to: number): LaneStretch[] {
  const states = new Map<number, RecordedState>();
  const lane: LaneStretch[] = [];
  let open: { from: number; state: RecordedState } | undefined;

  for (const change of changes) {
    states.set(change.machineId, change.state);
    const worst = worstOf([...states.values()]);
    if (!worst || worst === open?.state) continue;
    const at = change.at.getTime();
    if (open && at > open.from) lane.push({ from: open.from, to: at, state: open.state });
    open = { from: at, state: worst };
  }
  if (open && to > open.from) lane.push({ from: open.from, to, state: open.state });
  return lane;
}

/** The worst of some states: crit, warn, mute, ok, never; undefined for none. */
export function worstOf(states: readonly RecordedState[]): RecordedState | undefined {
  return WORST_FIRST.find((state) => states.includes(state));
}
