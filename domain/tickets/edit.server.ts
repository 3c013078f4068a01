import type { Database } from "#db/client.server.ts";
import type { tickets } from "#db/schema/tickets.ts";

import { type Bindings, type BoundNames, boundMachines, boundNames, machineNames } from "./bindings.server.ts";
import type { LockedTicket } from "./locks.server.ts";
import { endsAfterMove } from "./moves.ts";
import type { TicketChange, TicketField } from "./thread.ts";
import { priorityOf, type TicketKind, type TicketLevel, type TicketState } from "./ticket.ts";

/** What staff change of a ticket: what is left out stays. */
export interface TicketEdit extends Bindings {
  readonly state?: TicketState;
  readonly kind?: TicketKind;
  readonly subject?: string;
  readonly impact?: TicketLevel;
  readonly urgency?: TicketLevel;
  readonly machineIds?: readonly number[];
}

/** An edit set against the ticket as it stands: what is written in its row, and what the thread says of it. */
export interface PreparedEdit {
  readonly set: Partial<typeof tickets.$inferInsert>;
  readonly changes: readonly TicketChange[];
  /** Undefined where the machines stay. */
  readonly machineIds?: readonly number[];
}

type Place = { readonly id: number; readonly clientId: number };
type Plain = "state" | "kind" | "subject" | "impact" | "urgency";
const PLAIN: readonly Plain[] = ["state", "kind", "subject", "impact", "urgency"];
const BOUND: Readonly<Record<keyof BoundNames, TicketField>> = {
  assigneeId: "assignee",
  teamId: "team",
  applicationId: "application",
  incidentId: "incident",
  interventionId: "intervention",
};

/** Undefined where something of the edit is not of the project, exactly as if it did not exist. */
export async function editOf(
  tx: Database,
  project: Place,
  ticket: LockedTicket,
  edit: TicketEdit,
  now: Date,
): Promise<PreparedEdit | undefined> {
  const bound = await boundEdit(tx, project, ticket, edit);
  const machines = await machineEdit(tx, project.id, ticket.id, edit.machineIds);
  if (!bound || !machines) return undefined;
  const plain = plainEdit(ticket, edit);
  const { impact = ticket.impact, urgency = ticket.urgency } = plain.set;
  const ends = plain.set.state ? endsAfterMove(plain.set.state, ticket, now) : {};
  return {
    set: { ...plain.set, ...bound.set, ...ends, priority: priorityOf(impact, urgency) },
    changes: [...plain.changes, ...bound.changes, ...machines.changes],
    machineIds: machines.machineIds,
  };
}

function plainEdit(ticket: LockedTicket, edit: TicketEdit) {
  const changes = PLAIN.flatMap((field): TicketChange[] => {
    const to = edit[field];
    return to === undefined || to === ticket[field] ? [] : [{ field, from: ticket[field], to }];
  });
  const set = Object.fromEntries(changes.map(({ field, to }) => [field, to])) as Partial<Pick<LockedTicket, Plain>>;
  return { set, changes };
}

async function boundEdit(tx: Database, project: Place, ticket: LockedTicket, edit: TicketEdit) {
  const keys = (Object.keys(BOUND) as (keyof BoundNames)[]).filter(
    (key) => edit[key] !== undefined && edit[key] !== ticket[key],
  );
  const set = Object.fromEntries(keys.map((key) => [key, edit[key]])) as Bindings;
  const after = await boundNames(tx, project, set);
  if (!after) return undefined;
  // Somebody who left may still stand in the ticket: the name of what goes away is found where it can be.
  const changes: TicketChange[] = [];
  for (const key of keys) {
    const before = await boundNames(tx, project, { [key]: ticket[key] });
    changes.push({ field: BOUND[key], from: before?.[key] ?? null, to: after[key] });
  }
  return { set, changes };
}

async function machineEdit(tx: Database, projectId: number, ticketId: number, ids: readonly number[] | undefined) {
  if (ids === undefined) return { changes: [] };
  const after = await machineNames(tx, projectId, ids);
  if (!after) return undefined;
  const before = joined(await boundMachines(tx, ticketId));
  const to = joined(after);
  if (before === to) return { changes: [] };
  const changes: TicketChange[] = [{ field: "machines", from: before, to }];
  return { changes, machineIds: after.map(({ id }) => id) };
}

function joined(machines: readonly { readonly name: string }[]): string | null {
  return machines.length === 0 ? null : machines.map(({ name }) => name).join(", ");
}
