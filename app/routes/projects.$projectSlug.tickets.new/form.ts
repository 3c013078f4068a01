import { z } from "zod";

import { instantOn, line, paragraph, rowId, rowIdOrNull, userIdOrNull } from "#app/http/form-fields.ts";
import { SALES_ANSWERS } from "#domain/tickets/three-answers.ts";
import { TICKET_KINDS, TICKET_LEVELS, TICKET_LIMITS } from "#domain/tickets/ticket.ts";

const sendKey = z.string().min(8).max(40);
/** Public ids; the command looks whose they are. */
const attachmentIds = z.array(z.string().max(40)).max(50).default([]);
/** An instant in epoch milliseconds, of a field that nobody types; what is none is left out. */
const hiddenInstant = z.coerce.number().int().min(0).max(8e15).nullable().catch(null).default(null);
const window = { windowFrom: hiddenInstant, windowTo: hiddenInstant };
const machineIds = z.array(rowId).max(200).default([]);

/** A time on the project's clock, null where none is given. */
function since(timeZone: string) {
  return z.union([z.literal("").transform(() => null), instantOn(timeZone)]).default(null);
}

/** The client's three questions. */
export function clientForm(timeZone: string) {
  return z.object({
    sendKey,
    text: paragraph(TICKET_LIMITS.text),
    since: since(timeZone),
    sales: z.enum(SALES_ANSWERS, "tickets:problems.sales"),
    machineIds,
    attachment: attachmentIds,
    incidentId: rowIdOrNull.default(null),
    ...window,
  });
}

/** What staff fill in when they open a ticket themselves, often in a client's name. */
export function staffForm(timeZone: string) {
  return z.object({
    sendKey,
    subject: line(TICKET_LIMITS.subject),
    text: paragraph(TICKET_LIMITS.text),
    kind: z.enum(TICKET_KINDS, "admin:problems.choose"),
    impact: z.enum(TICKET_LEVELS, "admin:problems.choose"),
    urgency: z.enum(TICKET_LEVELS, "admin:problems.choose"),
    since: since(timeZone),
    requesterId: userIdOrNull,
    assigneeId: userIdOrNull,
    teamId: rowIdOrNull.default(null),
    applicationId: rowIdOrNull.default(null),
    machineIds,
    attachment: attachmentIds,
    incidentId: rowIdOrNull.default(null),
    ...window,
  });
}
