import { z } from "zod";

import { isMarkUrl, MARK_KINDS, MARK_LIMITS } from "#domain/marks/mark.ts";

import { instantField, instantParameter, shownInstant } from "./instants.ts";
import { cursorParameter, limitParameter } from "./paging.ts";

const kind = z.enum(MARK_KINDS).meta({ example: "deployment" });
/** Half a letter (a lone surrogate) cannot be kept. Refined and no pattern: not every reader of patterns knows classes. */
const isWhole = (text: string) => !/\p{Cs}/u.test(text);
const isOneLine = (text: string) => isWhole(text) && !/\p{Cc}/u.test(text);

export const NewEvent = z
  .strictObject({
    at: instantField,
    until: instantField.nullable().default(null).meta({ description: "The end of what lasts; after `at`." }),
    kind,
    title: z
      .string()
      .trim()
      .min(1)
      .max(MARK_LIMITS.title)
      .refine(isOneLine, "One line of text.")
      .meta({ description: "One line.", example: "Version 4.2" }),
    detail: z
      .string()
      .max(MARK_LIMITS.detail)
      .refine(isWhole, "Whole letters.")
      .nullable()
      .default(null)
      .meta({ example: "Nouveau tunnel de commande." }),
    url: z
      .string()
      .max(MARK_LIMITS.url)
      .refine(
        isMarkUrl,
        "An address that begins with https:// or http://, without user, password or control characters.",
      )
      .nullable()
      .default(null)
      .meta({ description: "http or https, without user and password.", example: "https://ci.example.test/runs/12" }),
  })
  .meta({ id: "NewEvent" });

export const Event = z
  .strictObject({
    id: z.int(),
    at: shownInstant,
    until: shownInstant.nullable(),
    kind,
    title: z.string().meta({ example: "Version 4.2" }),
    detail: z.string().nullable(),
    url: z.string().nullable(),
    author: z.string().meta({ description: "As the author was called then.", example: "Camille Roussel" }),
    createdAt: shownInstant,
  })
  .meta({ id: "Event" });

export const EventsQuery = z.strictObject({
  from: instantParameter.optional().meta({ description: "Only what touches the time from here on." }),
  to: instantParameter.optional().meta({ description: "Only what began before." }),
  kind: kind.optional(),
  limit: limitParameter,
  cursor: cursorParameter,
});

export const eventId = z.string().max(20).meta({ description: "Id of an event.", example: "12" });

export const EventHeaders = z.object({
  "idempotency-key": z
    .string()
    .min(1)
    .max(MARK_LIMITS.idempotencyKey)
    .regex(/^[\x21-\x7e]+$/, "Printable ASCII, without blanks.")
    .optional()
    .meta({ description: "A repetition with the same key makes no second event.", example: "run-12" }),
});
