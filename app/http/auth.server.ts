import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";

import { database } from "#db/client.server.ts";
import * as tables from "#db/schema/identity.ts";
import { recordAudit } from "#domain/audit/record.server.ts";
import { noteSessionEnd } from "#domain/identity/commands.server.ts";
import { asLocale, passwordChangedLetter, passwordResetLetter } from "#domain/identity/mails.ts";
import { userById } from "#domain/identity/queries.server.ts";
import { beginSignIn, forgetFailures } from "#domain/identity/sign-in-limit.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";
import { ADDRESS_HEADER } from "./address.ts";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./new-password.ts";
import { secret } from "./secrets.server.ts";
import { demoLoginsAllowed, isHttps, publicUrl, trustedOrigins } from "./settings.server.ts";

const SESSION_SECONDS = 7 * 24 * 3_600;

let made: { readonly address: string; readonly auth: ReturnType<typeof makeAuth> } | undefined;

/**
 * better-auth, once a process: it keeps the address it was made with, so one that is asked under another is made anew. It
 * owns passwords, second factors, passkeys and sessions, and nothing else.
 */
export function auth() {
  const address = publicUrl().href;
  if (made?.address !== address) made = { address, auth: makeAuth() };
  return made.auth;
}

/** Name of the session's cookie, with its prefix where the site is https. */
export function sessionCookieName(): string {
  return `${cookiePrefix()}session`;
}

function makeAuth() {
  const schema = {
    user: tables.user,
    session: tables.session,
    account: tables.account,
    verification: tables.verification,
    twoFactor: tables.twoFactor,
    passkey: tables.passkey,
    rateLimit: tables.rateLimit,
  };
  return betterAuth({
    appName: "Timonerie",
    baseURL: publicUrl().origin,
    basePath: "/api/auth",
    secret: secret("sessions"),
    trustedOrigins: trustedOrigins(),
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => console.warn(`better-auth: ${message}`) },
    onAPIError: { onError: tellFault },
    database: drizzleAdapter(database() as never, { provider: "mysql", schema }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      resetPasswordTokenExpiresIn: 3_600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => {
        const locale = asLocale(localeOf(user));
        const letter = passwordResetLetter(locale, new URL(`/reset-password?token=${token}`, publicUrl()).href);
        await enqueueMail(database(), { to: { address: user.email, name: user.name }, locale, ...letter });
      },
      onPasswordReset: async ({ user }) => {
        const locale = asLocale(localeOf(user));
        await enqueueMail(database(), {
          to: { address: user.email, name: user.name },
          locale,
          ...passwordChangedLetter(locale),
        });
        await forgetFailures(database(), user.email);
      },
    },
    account: { accountLinking: { enabled: false } },
    user: {
      additionalFields: {
        locale: { type: "string", required: false, input: false },
        theme: { type: "string", required: false, input: false },
        telephone: { type: "string", required: false, input: false },
        demo: { type: "boolean", required: false, input: false },
        lockedAt: { type: "date", required: false, input: false },
      },
    },
    // Seven days, then one signs in again: a session that is prolonged would need its cookie set by every loader.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // Only calls through the handler are counted, so the routes' actions go through it too (auth-call.server.ts).
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 120,
      customRules: {
        "/sign-in/email": { window: 60, max: 30 },
        "/two-factor/*": { window: 60, max: 30 },
        "/request-password-reset": { window: 60, max: 10 },
        "/reset-password": { window: 60, max: 10 },
        "/change-password": { window: 60, max: 10 },
      },
    },
    plugins: [
      twoFactor({ issuer: "Timonerie", totpOptions: { digits: 6, period: 30 } }),
      passkey({ rpID: publicUrl().hostname, rpName: "Timonerie", origin: publicUrl().origin }),
    ],
    hooks: { before: countAttempt, after: settleSignIn },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => mayOpenSession(session.userId, context?.headers?.get("host") ?? null),
        },
        delete: {
          after: async (session) => noteSessionEnd(database(), { userId: session.userId, sessionId: session.id }),
        },
      },
    },
    advanced: {
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      useSecureCookies: false, // The prefix is ours: better-auth would write __Secure-, and __Host- says more.
      defaultCookieAttributes: { secure: isHttps(), httpOnly: true, sameSite: "lax", path: "/" },
      cookies: cookieNames(),
    },
  });
}

const COOKIES = {
  session_token: "session",
  session_data: "session_data",
  account_data: "account_data",
  dont_remember: "dont_remember",
  two_factor: "two_factor",
  trust_device: "trusted_device",
  "better-auth-passkey": "passkey",
} as const;

function cookieNames(): Record<string, { name: string }> {
  return Object.fromEntries(Object.entries(COOKIES).map(([key, name]) => [key, { name: `${cookiePrefix()}${name}` }]));
}

function cookiePrefix(): string {
  return isHttps() ? "__Host-timonerie_" : "timonerie_";
}

/** The second limiter: better-auth counts by address, this one by account. */
const countAttempt = createAuthMiddleware(async (context) => {
  const email: unknown = context.path === "/sign-in/email" ? context.body?.email : undefined;
  if (typeof email !== "string") return;
  const attempt = await beginSignIn(database(), email);
  if ("refused" in attempt) {
    throw new APIError(
      "TOO_MANY_REQUESTS",
      {
        code: "TOO_MANY_ATTEMPTS",
        message: "Too many attempts on this account.",
        retryAfter: attempt.retryAfterSeconds,
      },
      { "retry-after": String(attempt.retryAfterSeconds) },
    );
  }
});

const settleSignIn = createAuthMiddleware(async (context) => {
  const opened = context.context.newSession;
  if (context.context.returned instanceof APIError || !opened) return;
  const { user } = opened;
  if (context.path === "/sign-in/email") {
    await forgetFailures(database(), user.email);
    // The password alone opens nothing yet: the second factor's own call is what opens the session.
    if ((user as { twoFactorEnabled?: boolean }).twoFactorEnabled) return;
  } else if (!OPENING_PATHS.some((path) => context.path === path)) return;
  await recordAudit(
    database(),
    { id: user.id, name: user.name, address: context.headers?.get(ADDRESS_HEADER) ?? null },
    { action: "session.open", subject: { type: "user", id: user.id, name: user.email }, detail: { by: context.path } },
  );
});

const OPENING_PATHS = [
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/passkey/verify-authentication",
] as const;

/** Refuses a session to locked users, and to demo users where others than this machine can reach the server. */
async function mayOpenSession(userId: string, host: string | null): Promise<false | undefined> {
  const found = await userById(database(), userId);
  if (!found || found.lockedAt) return false;
  return found.demo && !demoLoginsAllowed(host) ? false : undefined;
}

/** Refusals are answers, not faults of the program: only what nobody foresaw is told. */
function tellFault(error: unknown): void {
  if (error instanceof APIError && error.statusCode < 500) return;
  console.error("better-auth failed:", error);
}

function localeOf(user: unknown): string | null {
  const locale = (user as { locale?: unknown }).locale;
  return typeof locale === "string" ? locale : null;
}
