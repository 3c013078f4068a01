import { type ActionFunctionArgs, redirect } from "@remix-run/node";

import { signedInOrNull } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { database } from "#db/client.server.ts";
import { seeAsOneself } from "#domain/identity/seen-as-commands.server.ts";

/** Ends looking as somebody of a client: the one thing that may be written meanwhile. Then back to where one was. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const signedIn = await signedInOrNull(request);
  if (signedIn) {
    const { actor, user, sessionId } = signedIn;
    await seeAsOneself(database(), { actor, userId: user.id, sessionId });
  }
  return safeRedirect(form.get("to"));
}

export function loader() {
  return redirect("/");
}
