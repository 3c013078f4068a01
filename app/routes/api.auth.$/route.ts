import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { openAuth } from "#app/http/auth-call.server.ts";

/** better-auth's own addresses, those of them that this product uses. Everything else here does not exist. */
export function loader({ request }: LoaderFunctionArgs) {
  return openAuth(request);
}

export function action({ request }: ActionFunctionArgs) {
  return openAuth(request);
}
