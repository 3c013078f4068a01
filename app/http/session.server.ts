import { createHash } from "node:crypto";

import { auth, sessionCookieName } from "./auth.server.ts";
import { onRevocation } from "./revocations.server.ts";
import { demoLoginsAllowed } from "./settings.server.ts";

export interface LiveSession {
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly locale: string | null;
    readonly theme: string | null;
    readonly demo: boolean;
  };
}

/** better-auth takes 2 ms to read a session, and a page asks several times. Its own cookie cache would accept revoked ones. */
const KEPT_MS = 5_000;
const MOST_KEPT = 10_000;

const kept = new Map<string, { session: LiveSession; until: number }>();

onRevocation(({ userId, sessionId }) => forgetSessions({ userId: sessionId ? undefined : userId, sessionId }));

/** The session of the browser, or null. Remembered for 5 s a process by the hash of its cookie. */
export async function sessionOf(request: Request, now = Date.now()): Promise<LiveSession | null> {
  const cookie = sessionCookieOf(request);
  if (!cookie) return null;
  const key = createHash("sha256").update(cookie).digest("base64");
  const known = kept.get(key);
  const session = known && known.until > now ? known.session : await readSession(request);
  if (!session || session.expiresAt.getTime() <= now) {
    kept.delete(key);
    return null;
  }
  if (session.user.demo && !demoLoginsAllowed(request.headers.get("host"))) return null;
  if (known?.session !== session) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { session, until: now + KEPT_MS });
  }
  return session;
}

/** Drops what is remembered of a session, or of all sessions of a user. */
export function forgetSessions(of: { userId?: string; sessionId?: string }): void {
  for (const [key, { session }] of kept) {
    if (session.sessionId === of.sessionId || session.user.id === of.userId) kept.delete(key);
  }
}

async function readSession(request: Request): Promise<LiveSession | null> {
  const found = await auth().api.getSession({ headers: request.headers });
  if (!found) return null;
  const { session, user } = found;
  if (user.lockedAt) return null;
  return {
    sessionId: session.id,
    expiresAt: session.expiresAt,
    user: {
      id: user.id,
      name: user.name,
      email: user.email,
      locale: user.locale ?? null,
      theme: user.theme ?? null,
      demo: user.demo === true,
    },
  };
}

/** The session's cookie as the browser sent it; undefined for nobody. */
export function sessionCookieOf(request: Request): string | undefined {
  const name = `${sessionCookieName()}=`;
  const pairs = request.headers.get("cookie")?.split(";") ?? [];
  return pairs
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(name))
    ?.slice(name.length);
}
