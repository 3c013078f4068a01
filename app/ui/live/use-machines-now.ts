import { useMemo } from "react";

import { useNow } from "#app/ui/clock.tsx";
import { liveKey, type MachineNow, machineNow, type ShownMachine } from "#domain/machines/live.ts";
import { STATE_ORDER } from "#domain/machines/state.ts";

import type { Live } from "./use-live.ts";

export interface MachineOnPage {
  readonly name: string;
  readonly machine: ShownMachine;
  readonly now: MachineNow;
}

/** Each machine with its state at this second, worst first, then in the order given. */
export function useMachinesNow(machines: readonly ShownMachine[], live: Live): MachineOnPage[] {
  const now = useNow();
  const { latest, status } = live;
  return useMemo(() => {
    const judged = machines.map((machine) => ({
      name: machine.name,
      machine,
      now: machineNow(machine, latest.get(liveKey({ project: machine.project, machine: machine.name })), {
        now,
        status,
      }),
    }));
    return judged.sort((one, other) => rank(one) - rank(other));
  }, [machines, latest, status, now]);
}

function rank({ now }: MachineOnPage): number {
  return STATE_ORDER.indexOf(now.state);
}
