import { z } from "zod";

import { instantOn, line, optionalLine, paragraphOrNull, rowId } from "#app/http/form-fields.ts";
import { isMarkUrl, MARK_KINDS, MARK_LIMITS } from "#domain/marks/mark.ts";

const urlOrNull = optionalLine(MARK_LIMITS.url)
  .refine((text) => text === "" || isMarkUrl(text), "marks:problems.badUrl")
  .transform((text) => text || null);

/** The form of a mark. Its times are on the clock of the project, as its fields say. */
export function markForm(timeZone: string) {
  return z.object({
    kind: z.enum(MARK_KINDS, "admin:problems.choose"),
    title: line(MARK_LIMITS.title),
    at: instantOn(timeZone),
    until: z.union([z.literal("").transform(() => null), instantOn(timeZone)]).default(null),
    detail: paragraphOrNull(MARK_LIMITS.detail),
    url: urlOrNull,
  });
}

export const WithdrawForm = z.object({ markId: rowId });
