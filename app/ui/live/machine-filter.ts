import type { MachineOnPage } from "./use-machines-now.ts";

export interface MachineFilter {
  readonly role: string;
  readonly application: string;
  readonly client: string;
  readonly state: string;
  readonly text: string;
}

/** Reads a filter from an address; absent parts are empty and let everything pass. */
export function machineFilter(query: URLSearchParams): MachineFilter {
  const part = (name: string) => query.get(name) ?? "";
  return {
    role: part("role"),
    application: part("application"),
    client: part("client"),
    state: part("state"),
    text: part("q").trim(),
  };
}

/** `wordsOf` gives what a row says, beside its names: the reason of its state in the reader's language. */
export function filtered(
  machines: readonly MachineOnPage[],
  filter: MachineFilter,
  wordsOf: (machine: MachineOnPage) => string,
): MachineOnPage[] {
  const text = plain(filter.text);
  return machines.filter((row) => {
    const { machine, now } = row;
    if (filter.role && machine.role.slug !== filter.role) return false;
    if (filter.application && machine.application?.slug !== filter.application) return false;
    if (filter.client && machine.client !== filter.client) return false;
    if (filter.state && now.state !== filter.state) return false;
    if (!text) return true;
    const said = [machine.name, machine.client, machine.projectName, machine.application?.name, wordsOf(row)];
    return plain(said.join(" ")).includes(text);
  });
}

/** Without accents and capitals: who types "memoire" looks for « mémoire ». */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
