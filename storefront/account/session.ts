import { createHmac, timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Request, Response } from "express";

import { customers } from "../db/schema/customers.ts";
import { cookiesOf } from "../http/cookies.ts";
import type { ShopSettings } from "../settings.ts";
import type { Shop } from "../shop.ts";

export type Customer = typeof customers.$inferSelect;

const COOKIE = "customer";
const SESSION_MS = 12 * 3_600_000;

type Keys = Pick<Shop, "db" | "settings">;

/** Opens a session of twelve hours. It hangs on the password too: a new one closes what is open elsewhere. */
export function openSession(response: Response, { secret, url }: ShopSettings, customer: Customer, now: Date): void {
  const until = now.getTime() + SESSION_MS;
  const value = `${customer.id}.${until}.${sealOf(secret, customer, until)}`;
  response.cookie(COOKIE, value, { ...attributes(url), maxAge: SESSION_MS });
}

export function closeSession(response: Response, { url }: ShopSettings): void {
  response.cookie(COOKIE, "", { ...attributes(url), maxAge: 0 });
}

/** The customer whose session this browser shows; null where it shows none that is open. */
export async function signedIn({ db, settings }: Keys, request: Request, now: Date): Promise<Customer | null> {
  const [id = "", until = "", seal = ""] = (cookiesOf(request).get(COOKIE) ?? "").split(".");
  if (!/^\d{1,9}$/.test(id) || !(Number(until) > now.getTime())) return null;
  const [customer] = await db
    .select()
    .from(customers)
    .where(eq(customers.id, Number(id)));
  if (!customer?.passwordHash) return null;
  const expected = Buffer.from(sealOf(settings.secret, customer, Number(until)));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected) ? customer : null;
}

function sealOf(secret: string, { id, passwordHash }: Customer, until: number): string {
  return createHmac("sha256", secret).update(`customer ${id} ${until} ${passwordHash}`).digest("base64url");
}

function attributes(url: string) {
  return { httpOnly: true, sameSite: "lax", secure: url.startsWith("https:"), path: "/" } as const;
}
