import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import type { MachineUpdates } from "#domain/updates/pending.ts";

import type { UpdatesData } from "./route.tsx";

/** A machine as it came to the page, its instants as the rules take them. */
export function receivedMachine(one: UpdatesData["machines"][number]): Pick<MachineUpdates, "machine" | "report"> {
  if (!one.report) return { machine: one.machine, report: null };
  const { toldAt, listsAt, ...report } = one.report;
  const lists = parseOptionalInstant(listsAt);
  return {
    machine: one.machine,
    report: { ...report, toldAt: new Date(parseInstant(toldAt)), listsAt: lists === null ? null : new Date(lists) },
  };
}
