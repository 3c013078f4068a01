import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { openAuth } from "#app/http/auth-call.server.ts";
import { forbidden } from "#app/http/refusals.ts";
import { signedInOrNull } from "#app/http/require.server.ts";

/** better-auth's own addresses, those of them that this product uses. Everything else here does not exist. */
export function loader({ request }: LoaderFunctionArgs) {
  return openAuth(request);
}

export async function action({ request }: ActionFunctionArgs) {
  // Who looks as somebody of a client registers nothing of their own meanwhile; signing in and out is no writing.
  const isRegistering = new URL(request.url).pathname.endsWith("/passkey/verify-registration");
  if (isRegistering && (await signedInOrNull(request))?.seenAs) throw forbidden();
  return openAuth(request);
}
