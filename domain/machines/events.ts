/** Events of machines, their tokens and roles. `data` holds the row's id and name, and what changed. */
export type MachineEvent =
  | "machine.added"
  | "machine.changed"
  | "machine.renamed"
  | "machine.retired"
  | "machine.enrolment-issued"
  | "machine.token-revoked"
  | "machine-role.added"
  | "machine-role.changed"
  | "machine-role.removed";
