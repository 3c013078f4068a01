import { type Impact, type ImpactMachine, impactOf } from "./impact.ts";

/** Epoch milliseconds, [from, to). */
interface Window {
  readonly from: number;
  readonly to: number;
}

export interface OtherWork extends Window {
  readonly id: number;
  readonly title: string;
  readonly machineIds: readonly number[];
}

export interface Freeze extends Window {
  readonly id: number;
  readonly reason: string;
}

/** A backup that is due. */
export interface DueBackup extends Window {
  readonly slug: string;
  readonly name: string;
  readonly machineId: number;
  readonly machine: string;
}

/** Something else in the same time. */
export type Conflict =
  | {
      readonly kind: "work";
      readonly id: number;
      readonly title: string;
      readonly from: number;
      readonly to: number;
      /** Names of machines that both work on. */
      readonly machines: readonly string[];
      /** What both do together, where that is worse than each alone; else null. */
      readonly together: Impact["verdict"] | null;
    }
  | {
      readonly kind: "freeze";
      readonly id: number;
      readonly reason: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: "backup";
      /** Of its address. */
      readonly id: string;
      readonly name: string;
      readonly machine: string;
      readonly from: number;
      readonly to: number;
    };

interface Question {
  readonly window: Window;
  readonly machineIds: readonly number[];
  /** The project's living ones. */
  readonly machines: readonly ImpactMachine[];
  readonly others: readonly OtherWork[];
  readonly freezes: readonly Freeze[];
  readonly backups: readonly DueBackup[];
}

/**
 * What stands against a window: freeze periods first, then other work, then backups of the machines that are worked on, each oldest
 * first. One that ends as this begins does not.
 */
export function conflictsOf({ window, machineIds, machines, others, freezes, backups }: Question): Conflict[] {
  const inWay = <Of extends Window>(list: readonly Of[]) =>
    list.filter(({ from, to }) => from < window.to && to > window.from).sort((one, other) => one.from - other.from);
  const own = new Set(machineIds);
  return [
    ...inWay(freezes).map(({ id, reason, from, to }): Conflict => ({ kind: "freeze", id, reason, from, to })),
    ...inWay(others).map(({ id, title, from, to, machineIds: theirs }): Conflict => {
      const shared = machines.filter((machine) => own.has(machine.id) && theirs.includes(machine.id));
      const together = togetherOf(machines, machineIds, theirs);
      return { kind: "work", id, title, from, to, machines: shared.map(({ name }) => name), together };
    }),
    ...inWay(backups)
      .filter(({ machineId }) => own.has(machineId))
      .map(({ slug, name, machine, from, to }): Conflict => ({ kind: "backup", id: slug, name, machine, from, to })),
  ];
}

const BY_WEIGHT: readonly Impact["verdict"][] = ["none", "reduced", "part", "tracking", "closed"];

function togetherOf(machines: readonly ImpactMachine[], mine: readonly number[], theirs: readonly number[]) {
  const weigh = (ids: readonly number[]) => BY_WEIGHT.indexOf(impactOf(machines, ids).verdict);
  const together = weigh([...mine, ...theirs]);
  return together > Math.max(weigh(mine), weigh(theirs)) ? (BY_WEIGHT[together] ?? null) : null;
}
