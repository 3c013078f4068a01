import { createHmac, timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { customers } from "../db/schema/customers.ts";
import { outbox } from "../db/schema/outbox.ts";
import { inTransaction } from "../db/transaction.ts";
import { type Language, pathOf } from "../paths.ts";
import type { ShopSettings } from "../settings.ts";
import { wordsOf } from "../words/words.ts";
import { hashOfPassword } from "./passwords.ts";
import type { Customer } from "./session.ts";

const HOLDS_MS = 3_600_000;

/**
 * Writes to an address a link with which its reader chooses a password. Whoever has an account and whoever has none gets
 * the same mail: only the mailbox proves that orders of this address are its reader's.
 */
export async function sendLink(
  db: ShopDatabase,
  settings: ShopSettings,
  email: string,
  language: Language,
  now: Date,
): Promise<void> {
  const until = now.getTime() + HOLDS_MS;
  const seal = sealOf(settings.secret, email, until, await hashNow(db, email));
  const key = `${Buffer.from(email).toString("base64url")}.${until}.${seal}`;
  const words = wordsOf(language).account;
  const text = words.mail(`${settings.url}${pathOf("accountPassword", language)}?key=${key}`);
  await db.insert(outbox).values({ recipient: email, subject: words.mailSubject, text, createdAt: now });
}

/** The address of a link that may still be used; null of any other. */
export async function addressOfLink(
  db: ShopDatabase,
  { secret }: Pick<ShopSettings, "secret">,
  key: string,
  now: Date,
): Promise<string | null> {
  const [encoded = "", until = "", seal = ""] = key.split(".");
  const email = Buffer.from(encoded, "base64url").toString("utf8");
  const expected = Buffer.from(sealOf(secret, email, Number(until), await hashNow(db, email)));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return Number(until) > now.getTime() ? email : null;
}

/** Sets the password with a link, which then is used up: its seal hangs on the password before. Null where it was already. */
export async function setPassword(
  db: ShopDatabase,
  settings: Pick<ShopSettings, "secret">,
  key: string,
  password: string,
  now: Date,
): Promise<Customer | null> {
  const passwordHash = await hashOfPassword(password);
  return inTransaction(db, async (tx) => {
    const email = await addressOfLink(tx, settings, key, now);
    if (email === null) return null;
    // The row is made first, so that there is one to lock: of two at the same instant the second finds the link used.
    await tx
      .insert(customers)
      .ignore()
      .values({ email, name: email.slice(0, 120), createdAt: now });
    const [customer] = await tx.select().from(customers).where(eq(customers.email, email)).for("update");
    if (!customer || (await addressOfLink(tx, settings, key, now)) === null) return null;
    await tx.update(customers).set({ passwordHash }).where(eq(customers.id, customer.id));
    return { ...customer, passwordHash };
  });
}

async function hashNow(db: ShopDatabase, email: string): Promise<string> {
  const [customer] = await db
    .select({ passwordHash: customers.passwordHash })
    .from(customers)
    .where(eq(customers.email, email));
  return customer?.passwordHash ?? "";
}

function sealOf(secret: string, email: string, until: number, passwordHash: string): string {
  return createHmac("sha256", secret).update(`password ${email} ${until} ${passwordHash}`).digest("base64url");
}
