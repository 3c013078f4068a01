import { z } from "zod";

import { day, decimalOrNull, line, rowId, userIdOrNull, version, wholeNumber } from "#app/http/form-fields.ts";
import { type About, ACTION_LIMITS, type ProposedAction } from "#domain/capacity/action.ts";
import { parseResource, SUBJECTS } from "#domain/capacity/resource.ts";
import { fromTyped } from "#domain/capacity/typed-quantity.ts";

const MOST = 1e9;

/** "machine:12:filesystem:/var", as the list of resources names them. */
const about = z.string("admin:problems.choose").transform((key, context): About => {
  const [, subject, id, resource = ""] = /^([a-z]+):(\d{1,9}):(.{1,190})$/u.exec(key) ?? [];
  const known = SUBJECTS.find((one) => one === subject);
  if (known && parseResource(resource)) return { subject: known, subjectId: Number(id), resource };
  context.addIssue({ code: "custom", message: "admin:problems.choose" });
  return z.NEVER;
});

const dayOrNull = z.union([z.literal("").transform(() => null), day], "admin:problems.badDay").default(null);

/** What staff propose. Quantities are typed as people say them: cores, gigabytes, megabits a second. */
export const ProposalForm = z
  .object({
    about,
    title: line(ACTION_LIMITS.title),
    detail: z.string().trim().max(ACTION_LIMITS.text, "admin:problems.tooLong").default(""),
    newLimit: decimalOrNull(0, MOST).default(null),
    frees: decimalOrNull(0, MOST).default(null),
    ownerId: userIdOrNull,
    leadDays: wholeNumber(0, ACTION_LIMITS.leadDays),
    costMonthly: decimalOrNull(0, ACTION_LIMITS.cost).default(null),
    costOnce: decimalOrNull(0, ACTION_LIMITS.cost).default(null),
    dueOn: dayOrNull,
  })
  .transform((typed): ProposedAction => {
    const resource = parseResource(typed.about.resource) ?? { kind: "cpu" as const };
    const own = (value: number | null) => (value === null ? null : fromTyped(resource, value));
    const cents = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);
    return {
      ...typed,
      ...{ newLimit: own(typed.newLimit), frees: own(typed.frees), currency: "EUR" },
      ...{ costMonthly: cents(typed.costMonthly), costOnce: cents(typed.costOnce) },
    };
  });

/** Which action, and as it was read. */
export const NamedAction = z.object({ actionId: rowId, version });

export const AnswerForm = NamedAction.extend({
  words: z.string().trim().max(ACTION_LIMITS.text, "admin:problems.tooLong").default(""),
});

export const LinkForm = NamedAction.extend({ interventionId: rowId });

export const DropForm = NamedAction.extend({
  reason: z.string().trim().min(1, "admin:problems.missing").max(ACTION_LIMITS.text, "admin:problems.tooLong"),
});
