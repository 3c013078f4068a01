import { z } from "zod";

import {
  INTERVENTION_KINDS,
  INTERVENTION_LIMITS,
  INTERVENTION_NOTICES,
  INTERVENTION_RISKS,
  type NamedApprover,
  type NoticeSwitches,
} from "#domain/interventions/intervention.ts";

import { decimalOrNull, instantOn, line, paragraph, rowId, rowIdOrNull, wholeNumber } from "./form-fields.ts";

const { title, text, priceCents, approvers } = INTERVENTION_LIMITS;

/** Fields of the form that hold several values. */
export const PLAN_LISTS = ["machines", "services", "approvers", "notices"] as const;

/** Whom a box of the form means: "client:user:demo-approver", "client:contact:12". */
export const approverKey = z
  .string()
  .max(80)
  .transform((key, context): NamedApprover => {
    const [, side, kind, id = ""] = /^(client|staff):(user|contact):([\w-]{1,36})$/.exec(key) ?? [];
    const contactId = kind === "contact" && /^\d{1,9}$/.test(id) ? Number(id) : null;
    if (!side || (kind === "contact" && contactId === null)) {
      context.addIssue({ code: "custom", message: "admin:problems.choose" });
      return z.NEVER;
    }
    return { side: side as "client" | "staff", userId: kind === "user" ? id : null, contactId };
  });

export function keyOfApprover({ side, userId, contactId }: NamedApprover): string {
  return userId === null ? `${side}:contact:${contactId}` : `${side}:user:${userId}`;
}

/** Line ends as one, so that a text that was only sent again is not another plan. */
const longText = paragraph(text).transform((typed) => typed.replace(/\r\n?/g, "\n"));

/** The form of a plan. Its times are on the clock of the project, as its fields say. */
export function planForm(timeZone: string) {
  return z
    .object({
      title: line(title),
      kind: z.enum(INTERVENTION_KINDS, "admin:problems.choose"),
      templateId: rowIdOrNull.default(null),
      risk: z.enum(INTERVENTION_RISKS, "admin:problems.choose"),
      from: instantOn(timeZone),
      to: instantOn(timeZone),
      machines: z.array(rowId).max(500),
      services: z.array(rowId).max(100),
      consequence: longText,
      plan: longText,
      rollbackPlan: longText,
      checklist: longText,
      price: decimalOrNull(0, priceCents / 100).default(null),
      approvers: z.array(approverKey).max(approvers * 2),
      clientQuorum: wholeNumber(0, approvers).default(1),
      staffQuorum: wholeNumber(0, approvers).default(0),
      notices: z.array(z.enum(INTERVENTION_NOTICES)),
    })
    .transform(({ machines, services, price, templateId, notices, approvers: asked, ...rest }) => {
      const { clientQuorum, staffQuorum, ...facts } = rest;
      return {
        plan: {
          ...facts,
          ...{ machineIds: machines, serviceIds: services, currency: "EUR" },
          priceCents: price === null ? null : Math.round(price * 100),
        },
        templateId: facts.kind === "standard" ? templateId : null,
        asking: { clientQuorum, staffQuorum, approvers: asked },
        notices: Object.fromEntries(INTERVENTION_NOTICES.map((one) => [one, notices.includes(one)])) as NoticeSwitches,
      };
    });
}
