import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { and, count, eq, gt, lte } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { ownerAttempts, ownerSessions } from "../db/schema/owner.ts";
import { networkOf } from "../http/network.ts";
import type { ShopSettings } from "../settings.ts";

export const SESSION_MS = 12 * 3_600_000;
const ATTEMPTS_A_MINUTE = 5;
const MINUTE_MS = 60_000;

/** What the owner's sessions hang on. With another password or another secret every open session is closed. */
export type OwnerKeys = Pick<ShopSettings, "secret"> & { readonly adminPassword: string };

export type SignInRefusal = "wrongPassword" | "tooManyAttempts";

/**
 * Opens a session for who knows the password. Five attempts a minute and address, right or wrong; those beyond are
 * refused unlooked and do not prolong the wait.
 */
export async function signIn(
  db: ShopDatabase,
  keys: OwnerKeys,
  tried: { readonly password: string; readonly address: string },
  now = new Date(),
): Promise<{ token: string; expiresAt: Date } | { refused: SignInRefusal }> {
  if (!(await mayTry(db, tried.address, now))) return { refused: "tooManyAttempts" };
  if (!isSame(tried.password, keys.adminPassword)) return { refused: "wrongPassword" };
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  await db.delete(ownerSessions).where(lte(ownerSessions.expiresAt, now));
  await db.insert(ownerSessions).values({ tokenHash: hashOf(token, keys), expiresAt });
  return { token, expiresAt };
}

/** Whether the token is that of a session that is open now. */
export async function isSignedIn(
  db: ShopDatabase,
  keys: OwnerKeys,
  token: string | undefined,
  now = new Date(),
): Promise<boolean> {
  if (!token) return false;
  const [session] = await db
    .select({ id: ownerSessions.id })
    .from(ownerSessions)
    .where(and(eq(ownerSessions.tokenHash, hashOf(token, keys)), gt(ownerSessions.expiresAt, now)));
  return session !== undefined;
}

/** Closes the session, whoever still has its cookie. */
export async function signOut(db: ShopDatabase, keys: OwnerKeys, token: string): Promise<void> {
  await db.delete(ownerSessions).where(eq(ownerSessions.tokenHash, hashOf(token, keys)));
}

/** The attempt is written before it is counted: of many at the same instant, none is overlooked. */
async function mayTry(db: ShopDatabase, from: string, now: Date): Promise<boolean> {
  const address = networkOf(from).slice(0, 64);
  const since = new Date(now.getTime() - MINUTE_MS);
  await db.delete(ownerAttempts).where(lte(ownerAttempts.at, since));
  const [{ insertId }] = await db.insert(ownerAttempts).values({ address, at: now });
  const [row] = await db
    .select({ tried: count() })
    .from(ownerAttempts)
    .where(and(eq(ownerAttempts.address, address), gt(ownerAttempts.at, since)));
  if ((row?.tried ?? 0) <= ATTEMPTS_A_MINUTE) return true;
  await db.delete(ownerAttempts).where(eq(ownerAttempts.id, insertId));
  return false;
}

/** In constant time, whatever the lengths: of digests. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function hashOf(token: string, { secret, adminPassword }: OwnerKeys): string {
  return createHmac("sha256", `${secret}\0${adminPassword}`).update(token).digest("hex");
}
