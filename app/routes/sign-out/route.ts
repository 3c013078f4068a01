import type { ActionFunctionArgs } from "@remix-run/node";

import { callAuth } from "#app/http/auth-call.server.ts";
import { signedInOrNull } from "#app/http/require.server.ts";
import { announceRevocation } from "#app/http/revocations.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { database } from "#db/client.server.ts";
import { recordAudit } from "#domain/audit/record.server.ts";

/** Opened as a page it does nothing: a link that is fetched ahead must not sign anybody out. */
export function loader() {
  return safeRedirect("/");
}

export async function action({ request }: ActionFunctionArgs) {
  const signedIn = await signedInOrNull(request);
  const answer = await callAuth(request, "/sign-out", {});
  if (signedIn) {
    const { actor, sessionId, user } = signedIn;
    announceRevocation({ sessionId });
    await recordAudit(database(), actor, {
      action: "session.close",
      subject: { type: "user", id: user.id, name: user.email },
    });
  }
  return safeRedirect("/sign-in", { headers: answer.headers });
}
