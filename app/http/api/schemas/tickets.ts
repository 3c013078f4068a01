import { z } from "zod";

import { SALES_ANSWERS } from "#domain/tickets/three-answers.ts";
import { TICKET_KINDS, TICKET_LEVELS, TICKET_LIMITS, TICKET_STATES } from "#domain/tickets/ticket.ts";

import { instantField, shownInstant } from "./instants.ts";
import { cursorParameter, limitParameter } from "./paging.ts";

/** An accented letter may take six bytes of JSON: the longest text fits the body's limit however it is written. */
const LONGEST_TEXT = 10_000;

const isWhole = (text: string) => !/\p{Cs}/u.test(text);
const text = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TEXT)
  .refine(isWhole, "Whole letters.")
  .meta({ description: "Plain text with Markdown's simplest marks.", example: "Le paiement échoue depuis 9 h." });

export const Ticket = z
  .strictObject({
    number: z.int(),
    subject: z.string().meta({ example: "Le paiement échoue" }),
    kind: z.enum(TICKET_KINDS),
    state: z.enum(TICKET_STATES).meta({ example: "open" }),
    priority: z.int().min(1).max(4).meta({ description: "1, the most pressing, to 4." }),
    requester: z.string().meta({ example: "Marc Delorme" }),
    assignee: z.string().nullable().meta({ example: "Sofiane Amrani" }),
    createdAt: shownInstant,
    movedAt: shownInstant.meta({ description: "Of the last entry that this token reads." }),
  })
  .meta({ id: "Ticket" });

const TicketMessage = z.strictObject({
  id: z.int(),
  at: shownInstant,
  author: z.string().meta({ example: "Sofiane Amrani" }),
  side: z.enum(["client", "staff", "platform"]),
  internal: z.boolean().meta({ description: "A note among staff; no token of a client's user reads one." }),
  text: z.string(),
  files: z.array(z.strictObject({ name: z.string(), mediaType: z.string(), sizeBytes: z.int().min(0) })),
});

export const TicketDetail = z
  .strictObject({
    ...Ticket.shape,
    impact: z.enum(TICKET_LEVELS),
    urgency: z.enum(TICKET_LEVELS),
    machines: z.array(z.string()).meta({ description: "Names.", example: ["db-1"] }),
    messages: z.array(TicketMessage).meta({ description: "Oldest first." }),
  })
  .meta({ id: "TicketDetail" });

export const TicketsQuery = z.strictObject({
  state: z.enum(TICKET_STATES).optional().meta({ description: "Only those in this state.", example: "open" }),
  limit: limitParameter,
  cursor: cursorParameter,
});

export const NewTicketBody = z
  .strictObject({
    subject: z
      .string()
      .trim()
      .min(1)
      .max(TICKET_LIMITS.subject)
      .refine((line) => isWhole(line) && !/\p{Cc}/u.test(line), "One line of text.")
      .nullable()
      .default(null)
      .meta({
        description: "One line; the first sentence of the text where there is none.",
        example: "Le paiement échoue",
      }),
    text,
    since: instantField.nullable().default(null).meta({ description: "Since when; not in the future." }),
    sales: z
      .enum(SALES_ANSWERS)
      .default("unknown")
      .meta({ description: "Whether it stops sales: stopped ones press most." }),
  })
  .meta({ id: "NewTicket" });

export const ReplyBody = z.strictObject({ text }).meta({ id: "NewTicketMessage" });
export const WrittenMessage = z.strictObject({ id: z.int() }).meta({ id: "WrittenTicketMessage" });
export const ticketNumber = z.string().max(20).meta({ description: "Number of a ticket.", example: "4817" });

export const TicketHeaders = z.object({
  "idempotency-key": z
    .string()
    .min(8)
    .max(32)
    .regex(/^[\x21-\x7e]+$/, "Printable ASCII, without blanks.")
    .optional()
    .meta({ description: "A repetition with the same key writes nothing more.", example: "alarm-20261122-12" }),
});
