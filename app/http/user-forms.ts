import { z } from "zod";

import { email, optionalLine, rowId } from "./form-fields.ts";
import { parseRoleChoice } from "./role-choice.ts";

/** A role with its place, out of one list. */
export const chosenRole = z.string("admin:problems.choose").transform((value, context) => {
  const role = parseRoleChoice(value);
  if (role) return role;
  context.addIssue({ code: "custom", message: "admin:problems.choose" });
  return z.NEVER;
});

export const InvitationForm = z.object({
  email,
  name: optionalLine(190),
  locale: z.enum(["fr", "en", "es"]).catch("fr"),
  role: chosenRole,
});

export const WithdrawnInvitationForm = z.object({ invitationId: rowId });
export const RevokedRoleForm = z.object({ membershipId: rowId });
export const RevokedTokenForm = z.object({ tokenId: rowId });

/** Refusals of identity's commands, and the field that each is about. */
export const INVITATION_FIELDS = { emailTaken: "email", roleNotPossibleThere: "role", alreadyGranted: "role" };
