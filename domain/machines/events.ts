import type { Finding, MachineStateName } from "./state.ts";

/** Events of machines, their tokens and roles. `data` holds the row's id and name, and what changed. */
export type MachineEvent =
  | "machine.added"
  | "machine.changed"
  | "machine.renamed"
  | "machine.retired"
  | "machine.enrolment-issued"
  | "machine.token-revoked"
  | "machine.state-changed"
  | "machine-role.added"
  | "machine-role.changed"
  | "machine-role.removed";

/** `data` of "machine.state-changed", written by the collector. */
export interface MachineStateChanged {
  readonly id: number;
  readonly name: string;
  readonly from: MachineStateName;
  readonly to: MachineStateName;
  readonly finding: Finding | null;
}
