import { wallTime } from "#domain/metrics/wall-time.ts";
import type { TicketChoices } from "#domain/tickets/choices.server.ts";

/** What the page that led here already knows. */
export interface Prefill {
  readonly machines: readonly { readonly id: number; readonly name: string }[];
  readonly incident: { readonly id: number; readonly name: string } | null;
  /** On the project's clock, as `datetime-local` takes it; empty where nothing is known. */
  readonly since: string;
  /** The stretch that its author was looking at, epoch milliseconds: the ticket keeps it. Null: the time around `since`. */
  readonly window: { readonly from: number; readonly to: number } | null;
}

/** Reads `?machine=db-1&machine=…&incident=12&from=…&to=…`; what is not of the project is left out without a word. */
export function prefillOf(asked: URLSearchParams, choices: TicketChoices, timeZone: string): Prefill {
  const names = asked.getAll("machine");
  const incident = choices.incidents.find(({ id }) => String(id) === asked.get("incident"));
  const [from = Number.NaN, to = Number.NaN] = ["from", "to"].map((name) => Date.parse(asked.get(name) ?? ""));
  const at = incident?.at.getTime() ?? (Number.isNaN(from) ? undefined : from);
  return {
    machines: choices.machines.filter(({ name }) => names.includes(name)),
    incident: incident ? { id: incident.id, name: incident.name } : null,
    since: at === undefined ? "" : wallTime(at, timeZone).slice(0, 16),
    window: to > from ? { from, to } : null,
  };
}
