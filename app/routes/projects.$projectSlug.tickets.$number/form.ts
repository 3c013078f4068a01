import { z } from "zod";

import { instantOn, line, paragraph, rowId, rowIdOrNull, userIdOrNull, version } from "#app/http/form-fields.ts";
import { TICKET_KINDS, TICKET_LEVELS, TICKET_LIMITS, TICKET_STATES } from "#domain/tickets/ticket.ts";

/** A time on the project's clock; null where none was chosen. */
const measuresTime = (timeZone: string) =>
  z.union([z.literal("").transform(() => null), instantOn(timeZone)]).default(null);

export const replyForm = (timeZone: string) =>
  z.object({
    measuresOf: rowIdOrNull.default(null),
    measuresFrom: measuresTime(timeZone),
    measuresTo: measuresTime(timeZone),
    text: paragraph(TICKET_LIMITS.text),
    readers: z.enum(["client", "staff"], "admin:problems.choose").default("client"),
    nextState: z.union([z.literal("").transform(() => undefined), z.enum(TICKET_STATES)]).optional(),
    seenEntryId: z.coerce.number().int().min(0).optional(),
    sendKey: z.string().min(8).max(40),
    /** Public ids; the command looks whose they are. */
    attachment: z.array(z.string().max(40)).max(50).default([]),
  });

export const ChangeForm = z.object({
  version,
  state: z.enum(TICKET_STATES, "admin:problems.choose"),
  kind: z.enum(TICKET_KINDS, "admin:problems.choose"),
  subject: line(TICKET_LIMITS.subject),
  impact: z.enum(TICKET_LEVELS, "admin:problems.choose"),
  urgency: z.enum(TICKET_LEVELS, "admin:problems.choose"),
  assigneeId: userIdOrNull,
  teamId: rowIdOrNull,
  applicationId: rowIdOrNull,
  incidentId: rowIdOrNull,
  interventionId: rowIdOrNull,
  machineIds: z.array(rowId).max(200).default([]),
});

export const TakeForm = z.object({ version });
export const SettleForm = z.object({ version, to: z.enum(["open", "closed"], "admin:problems.choose") });
export const UnrelatedForm = z.object({ otherId: rowId });
export const FollowForm = z.object({ follows: z.enum(["yes", "no"]) });
