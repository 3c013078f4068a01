import { z } from "zod";

import { line, rowId } from "#app/http/form-fields.ts";
import { newPassword } from "#app/http/new-password.ts";
import { personName } from "#app/http/person-name.ts";
import { API_SCOPES, MOST_DAYS, NAME_LENGTH } from "#domain/api-tokens/token.ts";
import { NOTICE_MAILS, type NoticeTopic } from "#domain/notifications/choice.ts";

const password = z.string().min(1, "identity:problems.passwordMissing").max(500, "identity:problems.passwordWrong");
const emptyAsNull = <T extends z.ZodType>(inner: T) =>
  z
    .literal("")
    .transform(() => null)
    .or(inner);

const mail = z.enum(NOTICE_MAILS);
const byTopic = {
  tickets: mail,
  interventions: mail,
  incidents: mail,
  knowledge: mail,
  updates: mail,
  capacity: mail,
  reports: mail,
  backups: mail,
} satisfies Record<NoticeTopic, typeof mail>;

/** One page, several forms: `intent` says which one was sent. */
export const AccountForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("profile"),
    name: personName,
    telephone: emptyAsNull(
      z
        .string()
        .trim()
        .regex(/^\+?[\d .()/-]{3,39}$/, "identity:problems.telephoneWrong"),
    ),
    locale: emptyAsNull(z.enum(["fr", "en", "es"])),
    theme: emptyAsNull(z.enum(["light", "dark"])),
  }),
  z.object({ intent: z.literal("password"), currentPassword: password, newPassword }),
  z.object({ intent: z.literal("two-factor-begin"), password }),
  z.object({
    intent: z.literal("two-factor-confirm"),
    code: z.string().transform((code) => code.replace(/\s/g, "")),
    uri: z.string().max(500),
    codes: z.string().max(500),
  }),
  z.object({ intent: z.literal("two-factor-codes"), password }),
  z.object({ intent: z.literal("two-factor-stop"), password }),
  z.object({ intent: z.literal("sign-out-others") }),
  z.object({ intent: z.literal("sign-out-everywhere") }),
  z.object({
    intent: z.literal("token-issue"),
    name: line(NAME_LENGTH),
    scopes: z.array(z.enum(API_SCOPES)).min(1, "identity:tokens.refused.scopeMissing"),
    projectIds: z.array(rowId).max(1_000),
    days: z.coerce.number().int().min(1).max(MOST_DAYS),
  }),
  z.object({ intent: z.literal("token-revoke"), tokenId: rowId }),
  z.object({ intent: z.literal("notices"), ...byTopic }),
  z.object({ intent: z.literal("passkey-remove"), id: z.string().min(1).max(60) }),
]);

/** Fields of which a form may send several. */
export const LISTS = ["scopes", "projectIds"];

export type AccountRequest = z.infer<typeof AccountForm>;
