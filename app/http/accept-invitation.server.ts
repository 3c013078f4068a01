import { json } from "@remix-run/node";
import { z } from "zod";

import { database } from "#db/client.server.ts";
import { acceptInvitation, openInvitation } from "#domain/identity/acceptance.server.ts";
import { addressOf } from "./address.ts";
import { callAuth } from "./auth-call.server.ts";
import { newPassword } from "./new-password.ts";
import { personName } from "./person-name.ts";
import { problemsOf } from "./problems.ts";
import { safeRedirect } from "./safe-redirect.ts";

const AcceptForm = z.object({
  name: personName,
  password: newPassword,
  email: z.email("identity:problems.emailMissing").max(190, "identity:problems.emailMissing").optional(),
});

const SENTENCES = { expired: "linkExpired", emailTaken: "emailTaken", emailMissing: "emailMissing" } as const;

/** What the page of an invitation shows; null when its link opens nothing any more. */
export async function invitationPage(token: string | undefined) {
  const invitation = await openInvitation(database(), token ?? "");
  return invitation ? { email: invitation.email, name: invitation.name, role: invitation.role } : null;
}

/** Makes the account and signs its owner in. */
export async function answerInvitation(request: Request, token: string | undefined) {
  const fields = Object.fromEntries(await request.formData());
  const given = { name: String(fields.name ?? ""), email: String(fields.email ?? "") };
  const form = AcceptForm.safeParse(fields);
  if (!form.success) return json({ problems: problemsOf(form.error), ...given }, 400);

  const accepted = await acceptInvitation(database(), token ?? "", { ...form.data, address: addressOf(request) });
  if ("refused" in accepted) {
    const problems: Record<string, string> = { form: `identity:problems.${SENTENCES[accepted.refused]}` };
    return json({ problems, ...given }, 422);
  }
  const { password } = form.data;
  const { headers } = await callAuth(request, "/sign-in/email", { email: accepted.email, password });
  return safeRedirect("/", { headers });
}
