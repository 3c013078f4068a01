import { eq, lt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { signInFailures } from "#db/schema/identity.ts";

/** Attempts before the first wait. */
export const FREE_ATTEMPTS = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Failures are forgotten after this long without an attempt. */
const MEMORY_MS = 3_600_000;

/** Wait after the nth consecutive failure: nothing up to the fifth, then 30 s, doubling to 15 minutes. */
export function waitAfter(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_ATTEMPTS));
}

/**
 * Counts an attempt on an account before its password is looked at, so that a hundred guesses sent at once are
 * counted like a hundred sent one by one. Unknown accounts are counted alike: the answer tells nothing.
 * Returns the seconds to wait when the attempt is refused.
 */
export async function beginSignIn(
  db: Database,
  email: string,
  now = new Date(),
): Promise<{ ok: true } | { refused: "tooManyAttempts"; retryAfterSeconds: number }> {
  const account = email.trim().toLowerCase().slice(0, 190);
  return db.transaction(async (tx) => {
    // The row is made first, so that there is one to lock.
    await tx
      .insert(signInFailures)
      .values({ email: account, failures: 0, lastAt: now, lockedUntil: null })
      .onDuplicateKeyUpdate({ set: { email: account } });
    const [row] = await tx.select().from(signInFailures).where(eq(signInFailures.email, account)).for("update");

    if (row?.lockedUntil && row.lockedUntil > now) {
      return {
        refused: "tooManyAttempts" as const,
        retryAfterSeconds: Math.ceil((row.lockedUntil.getTime() - now.getTime()) / 1_000),
      };
    }
    const remembered = row && now.getTime() - row.lastAt.getTime() < MEMORY_MS ? row.failures : 0;
    const failures = remembered + 1;
    const wait = waitAfter(failures);
    await tx
      .update(signInFailures)
      .set({ failures, lastAt: now, lockedUntil: wait ? new Date(now.getTime() + wait) : null })
      .where(eq(signInFailures.email, account));
    return { ok: true as const };
  });
}

/** The password was right: the account starts from nought. */
export async function forgetFailures(db: Database, email: string): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.email, email.trim().toLowerCase().slice(0, 190)));
}

/** Guessed names would fill the table for ever. */
export async function pruneFailures(db: Database, now = new Date()): Promise<void> {
  await db.delete(signInFailures).where(lt(signInFailures.lastAt, new Date(now.getTime() - 24 * MEMORY_MS)));
}
