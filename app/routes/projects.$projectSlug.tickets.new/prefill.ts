import { wallTime } from "#domain/metrics/wall-time.ts";
import type { TicketChoices } from "#domain/tickets/choices.server.ts";

/** What the page that led here already knows. */
export interface Prefill {
  readonly machines: readonly { readonly id: number; readonly name: string }[];
  readonly incident: { readonly id: number; readonly name: string } | null;
  /** On the project's clock, as `datetime-local` takes it; empty where nothing is known. */
  readonly since: string;
}

/** Reads `?machine=db-1&machine=…&incident=12&from=…`; what is not of the project is left out without a word. */
export function prefillOf(asked: URLSearchParams, choices: TicketChoices, timeZone: string): Prefill {
  const names = asked.getAll("machine");
  const incident = choices.incidents.find(({ id }) => String(id) === asked.get("incident"));
  const from = Date.parse(asked.get("from") ?? "");
  const at = Number.isNaN(from) ? incident?.at.getTime() : from;
  return {
    machines: choices.machines.filter(({ name }) => names.includes(name)),
    incident: incident ? { id: incident.id, name: incident.name } : null,
    since: at === undefined ? "" : wallTime(at, timeZone).slice(0, 16),
  };
}
