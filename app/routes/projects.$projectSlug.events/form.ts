import { z } from "zod";

import { line, optionalLine, paragraphOrNull, rowId } from "#app/http/form-fields.ts";
import { isMarkUrl, MARK_KINDS, MARK_LIMITS } from "#domain/marks/mark.ts";
import { instantOf } from "#domain/metrics/wall-time.ts";

const urlOrNull = optionalLine(MARK_LIMITS.url)
  .refine((text) => text === "" || isMarkUrl(text), "marks:problems.badUrl")
  .transform((text) => text || null);

/** The form of a mark. Its times are on the clock of the project, as its fields say. */
export function markForm(timeZone: string) {
  return z.object({
    kind: z.enum(MARK_KINDS, "admin:problems.choose"),
    title: line(MARK_LIMITS.title),
    at: moment(timeZone),
    until: z.union([z.literal("").transform(() => null), moment(timeZone)]).default(null),
    detail: paragraphOrNull(MARK_LIMITS.detail),
    url: urlOrNull,
  });
}

export const WithdrawForm = z.object({ markId: rowId });

function moment(timeZone: string) {
  return z.string("admin:problems.missing").transform((text, context) => {
    const at = instantOf(text.trim(), timeZone);
    if (at !== undefined) return new Date(at);
    context.addIssue({
      code: "custom",
      message: text.trim() === "" ? "admin:problems.missing" : "marks:problems.badTime",
    });
    return z.NEVER;
  });
}
