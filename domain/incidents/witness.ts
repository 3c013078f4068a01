import type { CheckState } from "#domain/checks/check.ts";
import type { Finding } from "#domain/machines/state.ts";

/** So much earlier than an incident may begin what has to do with it: a cause comes before its effect. */
export const BEFORE_MS = 10 * 60_000;

/** A machine was not well: from the change into the state to the next one. */
export interface MachineWitness {
  readonly kind: "machine";
  readonly id: string;
  readonly at: Date;
  /** Null while it lasts. */
  readonly until: Date | null;
  readonly machine: string;
  readonly state: "crit" | "warn" | "mute";
  readonly finding: Finding | null;
  /** How often it happened; 1 for what is told alone. */
  readonly times: number;
}

/** A check changed its mind. */
export interface CheckWitness {
  readonly kind: "check";
  readonly id: string;
  readonly at: Date;
  readonly check: string;
  readonly state: CheckState;
  readonly reason: string | null;
}

/** What the platform saw around an incident, beside what people said in it. */
export type Witness = MachineWitness | CheckWitness;

export interface Witnessed {
  /** In order of time. */
  readonly seen: readonly Witness[];
  /** False where there was more than a reader goes through. */
  readonly isWhole: boolean;
}

/** An incident as a stretch of epoch milliseconds with what came just before it; one that lasts goes on until `now`. */
export function stretchOf(
  { startedAt, recoveredAt }: { readonly startedAt: Date; readonly recoveredAt: Date | null },
  now: Date,
): { from: Date; to: Date } {
  return { from: new Date(startedAt.getTime() - BEFORE_MS), to: recoveredAt ?? now };
}
