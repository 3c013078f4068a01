import { ADDRESS_HEADER } from "./address.ts";
import { auth } from "./auth.server.ts";
import { methodNotAllowed, notFound } from "./refusals.ts";
import { publicUrl } from "./settings.server.ts";

/**
 * The endpoints of better-auth that this product uses. `open` ones are served under /api/auth too; the rest are called
 * only by our own actions. Everything else answers like an address that does not exist.
 */
export const AUTH_ENDPOINTS = {
  "/sign-in/email": { method: "POST", open: true },
  "/sign-out": { method: "POST", open: true },
  "/get-session": { method: "GET", open: true },
  "/two-factor/verify-totp": { method: "POST", open: true },
  "/two-factor/verify-backup-code": { method: "POST", open: true },
  "/passkey/generate-authenticate-options": { method: "GET", open: true },
  "/passkey/verify-authentication": { method: "POST", open: true },
  "/passkey/generate-register-options": { method: "GET", open: true },
  "/passkey/verify-registration": { method: "POST", open: true },
  "/request-password-reset": { method: "POST", open: false },
  "/reset-password": { method: "POST", open: false },
  "/change-password": { method: "POST", open: false },
  "/two-factor/enable": { method: "POST", open: false },
  "/two-factor/disable": { method: "POST", open: false },
  "/two-factor/generate-backup-codes": { method: "POST", open: false },
  "/passkey/delete-passkey": { method: "POST", open: false },
} as const satisfies Record<string, { method: "GET" | "POST"; open: boolean }>;

export type AuthPath = keyof typeof AUTH_ENDPOINTS;

export interface AuthAnswer {
  readonly ok: boolean;
  readonly status: number;
  /** better-auth's code of a refusal, such as INVALID_EMAIL_OR_PASSWORD. */
  readonly code: string;
  readonly body: Record<string, unknown>;
  /** What the action must send on: the cookies that were set or taken back. */
  readonly headers: Headers;
}

const FORWARDED = ["cookie", "user-agent", "host", ADDRESS_HEADER] as const;

/**
 * Calls better-auth as a browser would, within the process: through its handler, because only there its limiter counts.
 * The origin is ours: Express has checked the browser's before the action ran.
 */
export async function callAuth(request: Request, path: AuthPath, body?: Record<string, unknown>): Promise<AuthAnswer> {
  const headers = new Headers({ origin: publicUrl().origin });
  for (const name of FORWARDED) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (body) headers.set("content-type", "application/json");
  const response = await auth().handler(
    new Request(new URL(`/api/auth${path}`, publicUrl()), {
      method: AUTH_ENDPOINTS[path].method,
      headers,
      body: body && JSON.stringify(body),
    }),
  );
  const answer = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  return {
    ok: response.ok,
    status: response.status,
    code: typeof answer?.code === "string" ? answer.code : response.status === 429 ? "TOO_MANY_REQUESTS" : "",
    body: answer ?? {},
    headers: cookiesOf(response),
  };
}

/** Answers what comes in under /api/auth: the open endpoints, each by its own method; otherwise as if nothing were there. */
export async function openAuth(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
  const endpoint = Object.hasOwn(AUTH_ENDPOINTS, path) ? AUTH_ENDPOINTS[path as AuthPath] : undefined;
  if (!endpoint?.open || new URL(request.url).searchParams.has("_data")) throw notFound();
  if (request.method !== endpoint.method) throw methodNotAllowed([endpoint.method]);
  return auth().handler(request);
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return headers;
}
