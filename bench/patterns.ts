import { type SimulatedMachine, seedOf } from "#agent/simulate/machine.ts";

export interface BenchMachine {
  readonly id: number;
  readonly sourceId: number;
  readonly name: string;
  readonly role: string;
  readonly project: string;
}

/** Machines measure what one of so many patterns says: making the values costs more than storing them. */
export const PATTERNS = 20;

const GIB = 1024 ** 3;

/** A small machine of this name and role, as the simulator knows it. */
export function simulated({ name, role, project }: BenchMachine): SimulatedMachine {
  return {
    name,
    role,
    project,
    cores: 2,
    nominalGhz: 2,
    memoryBytes: 8 * GIB,
    diskBytes: 60 * GIB,
    seed: seedOf(project, name),
    story: "steady",
    storyAt: 0,
  };
}
