import type { Inventory } from "#collector/protocol/push.ts";
import type { Contract, MachineRole } from "#domain/machines/live.ts";
import type { Finding, MachineStateName } from "#domain/machines/state.ts";

/** The machine as its loader sends it: instants are ISO strings. */
export interface SentMachine {
  readonly name: string;
  readonly position: string;
  readonly role: MachineRole;
  readonly application: { readonly slug: string; readonly name: string } | null;
  readonly contract: Contract;
  readonly simulated: boolean;
  readonly addresses: readonly string[];
  readonly site: string;
  readonly consoleUrl: string | null;
  readonly tags: readonly string[];
  readonly createdAt: string;
  readonly parents: readonly string[];
  readonly sourceId: number | null;
}

export interface SentInventory {
  readonly at: string;
  readonly value: Inventory;
}

export interface SentChange {
  readonly at: string;
  readonly state: MachineStateName;
  readonly finding: Finding | null;
  readonly before: MachineStateName | null;
}
