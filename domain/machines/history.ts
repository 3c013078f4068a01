/** Recorded states of machines over time, and what a ruler draws of them. Pure: the browser uses it too. */

import type { Finding, MachineStateName } from "./state.ts";

export interface StateChange {
  readonly machineId: number;
  readonly machine: string;
  readonly at: Date;
  readonly state: MachineStateName;
  /** What decided it, with its figures; null for ok. */
  readonly finding: Finding | null;
}

/** A change told to somebody: what it was before decides the words. */
export interface ToldChange extends StateChange {
  /** Null for the first state that was ever recorded. */
  readonly before: MachineStateName | null;
}

export interface StateNow {
  readonly machineId: number;
  readonly machine: string;
  readonly since: Date;
  readonly state: MachineStateName;
  readonly finding: Finding | null;
}

/** A stretch of one state, [from, to) in epoch milliseconds. */
export interface LaneStretch {
  readonly from: number;
  readonly to: number;
  readonly state: MachineStateName;
}

/** The start of a state that is not normal, as a ruler flags it. */
export interface LaneFlag {
  readonly at: number;
  readonly machine: string;
  readonly state: "crit" | "warn" | "mute";
}

const WORST_FIRST: readonly MachineStateName[] = ["crit", "warn", "mute", "ok", "never"];

/**
 * One lane for several machines: at each instant the worst of their states. Nothing is drawn before the first
 * recorded state: what was not watched was neither well nor ill. Machines never heard count only where nothing
 * else is known. Changes come oldest first; `to` is now, in epoch milliseconds.
 */
export function worstLane(changes: readonly StateChange[], to: number): LaneStretch[] {
  const states = new Map<number, MachineStateName>();
  const lane: LaneStretch[] = [];
  let open: { from: number; state: MachineStateName } | undefined;

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

/** What began after `from`, in epoch milliseconds: states that were there before, and ends of trouble, are not told. */
export function laneFlags(changes: readonly StateChange[], from: number): LaneFlag[] {
  return changes.flatMap(({ at, machine, state }) =>
    at.getTime() > from && state !== "ok" && state !== "never" ? [{ at: at.getTime(), machine, state }] : [],
  );
}

/** The changes of one machine, oldest first, each with the state before it. */
export function told(changes: readonly StateChange[]): ToldChange[] {
  return changes.map((change, index) => ({ ...change, before: changes[index - 1]?.state ?? null }));
}

/** The worst of some states: crit, warn, mute, ok, never; undefined for none. */
export function worstOf(states: readonly MachineStateName[]): MachineStateName | undefined {
  return WORST_FIRST.find((state) => states.includes(state));
}
