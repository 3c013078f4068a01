import type { ZodType } from "zod";

import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { agreePrice, agreeQuota, withdrawPrice, withdrawQuota } from "#domain/consumption/contract-commands.server.ts";

import { PriceForm, QuotaForm, WithdrawnPriceForm, WithdrawnQuotaForm } from "./form.ts";

interface Asked {
  readonly projectId: number;
  readonly actor: Actor;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };

const FIELDS = { dayTaken: "effectiveOn", chargedTwice: "meter", labelMissing: "label" };

/** The page's forms by their intent; all of them take the right "price.manage". */
export const FORMS: ReadonlyMap<string, (asked: Asked, form: FormData) => Promise<Answer>> = new Map([
  [
    "agreePrice",
    answering(PriceForm, "priceAgreed", ({ projectId, actor }, price) =>
      agreePrice(database(), projectId, actor, price),
    ),
  ],
  [
    "withdrawPrice",
    answering(WithdrawnPriceForm, "priceWithdrawn", ({ projectId, actor }, { priceId }) =>
      withdrawPrice(database(), projectId, priceId, actor),
    ),
  ],
  [
    "agreeQuota",
    answering(QuotaForm, "quotaAgreed", ({ projectId, actor }, quota) =>
      agreeQuota(database(), projectId, actor, quota),
    ),
  ],
  [
    "withdrawQuota",
    answering(WithdrawnQuotaForm, "quotaWithdrawn", ({ projectId, actor }, { quotaId }) =>
      withdrawQuota(database(), projectId, quotaId, actor),
    ),
  ],
]);

function answering<Read>(schema: ZodType<Read>, done: string, command: (asked: Asked, read: Read) => Promise<object>) {
  return async (asked: Asked, form: FormData): Promise<Answer> => {
    const typed = schema.safeParse(fieldsOf(form));
    if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
    const answer = await command(asked, typed.data);
    if ("refused" in answer) return { refused: refuseCommand(form, answer as { refused: string }, FIELDS) };
    return { done };
  };
}
