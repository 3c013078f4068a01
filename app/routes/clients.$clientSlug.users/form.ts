import { z } from "zod";

import { email, optionalLine } from "#app/http/form-fields.ts";
import { CLIENT_ROLES } from "#domain/identity/roles.ts";

const role = z.enum(CLIENT_ROLES, "admin:problems.choose");

export const ClientInvitationForm = z.object({
  email,
  name: optionalLine(190),
  locale: z.enum(["fr", "en", "es"]).catch("fr"),
  role,
});

export const ClientGrantForm = z.object({ userId: z.string().min(1).max(36), role });
