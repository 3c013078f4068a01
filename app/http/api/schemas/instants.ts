import { z } from "zod";

import { MARK_FROM, MARK_TO } from "#domain/marks/mark.ts";

const RULE =
  "An RFC 3339 date-time with its offset, or epoch milliseconds (digits only), from 2000 to 2099. Of fractions of a second three digits count.";
const isoDateTime = z.iso.datetime({ offset: true });

/** Epoch milliseconds; null for what is no instant. */
export function parseInstant(text: string): number | null {
  // In a query an unescaped "+" arrives as a blank.
  const repaired = text.replace(/ (\d\d:\d\d)$/, "+$1");
  const at = /^\d{12,13}$/.test(text)
    ? Number(text)
    : isoDateTime.safeParse(repaired).success
      ? Date.parse(repaired)
      : null;
  return at !== null && at >= MARK_FROM && at < MARK_TO ? at : null;
}

/** An instant in a query: epoch milliseconds once read. */
export const instantParameter = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at !== null) return at;
    context.addIssue({ code: "custom", message: RULE });
    return z.NEVER;
  })
  .meta({ description: RULE, example: "2026-11-22T10:00:00Z" });

/** An instant in a body: a Date once read. */
export const instantField = z
  .union(
    [
      z.string().max(40),
      z
        .int()
        .min(MARK_FROM)
        .max(MARK_TO - 1),
    ],
    RULE,
  )
  .transform((value, context) => {
    const at = typeof value === "number" ? value : parseInstant(value);
    if (at !== null) return new Date(at);
    context.addIssue({ code: "custom", message: RULE });
    return z.NEVER;
  })
  .meta({ description: RULE, example: "2026-11-22T10:00:00Z" });

/** An instant in an answer. */
export const shownInstant = z.iso
  .datetime()
  .meta({ description: "UTC, RFC 3339.", example: "2026-11-22T10:00:00.000Z" });
