import { and, eq, isNull, lt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { statusPages, statusSubscriptions } from "#db/schema/status.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";

import { alreadyLetter, confirmLetter } from "./letters.ts";
import { readToken, signedToken, statusLink } from "./links.server.ts";
import { asStatusLocale, type StatusLocale, type StatusPage } from "./page.ts";

/** An address that is not confirmed by then is forgotten. */
export const CONFIRM_DAYS = 7;
const CONFIRM_MS = CONFIRM_DAYS * 24 * 3_600_000;
/** Whatever strangers type, an address gets one mail from us in this time. */
const ASK_AGAIN_MS = 10 * 60_000;

interface Asked {
  readonly address: string;
  readonly locale: StatusLocale;
}

/** Where the page is read: its slug, below the extranet's public address. */
export interface PageAddress {
  readonly slug: string;
  readonly base: URL;
}

/**
 * Asks the owner of an address, by mail, whether they want what a page tells. Says nothing of whether the address was
 * known: one that is confirmed already gets a mail of the same size, one that was asked a moment ago none.
 */
export async function askToSubscribe(
  db: Database,
  page: Pick<StatusPage, "id" | "title">,
  { address, locale: typed }: Asked,
  { slug, base }: PageAddress,
  now = new Date(),
): Promise<void> {
  await db.transaction(async (tx) => {
    // Two who type one address at once ask its owner once: the page's row is the lock.
    const [keys] = await tx
      .select({ signingKey: statusPages.signingKey })
      .from(statusPages)
      .where(eq(statusPages.id, page.id))
      .for("update");
    if (!keys) return;
    const known = await subscriptionOf(tx, page.id, address);
    if (known && now.getTime() - known.askedAt.getTime() < ASK_AGAIN_MS) return;
    // Whoever types a confirmed address has not shown that it is theirs: its owner is written to as before.
    const locale = known?.confirmedAt ? asStatusLocale(known.locale) : typed;
    const id = known?.id ?? (await insert(tx, { pageId: page.id, address, locale, askedAt: now }));
    if (known) await tx.update(statusSubscriptions).set({ locale, askedAt: now }).where(eq(statusSubscriptions.id, id));
    const link = (purpose: "confirm" | "unsubscribe", parts: number[]) =>
      statusLink(base, slug, purpose, signedToken(keys.signingKey, purpose, parts));
    const letter = known?.confirmedAt
      ? alreadyLetter(locale, page.title, link("unsubscribe", [id]))
      : confirmLetter(locale, page.title, link("confirm", [id, now.getTime()]), CONFIRM_DAYS);
    await enqueueMail(tx, { to: { address }, locale, ...letter }, now);
  });
}

/** What a confirmation link opens: `waiting` for its button, `confirmed`, or `gone`: too old, or another mail came after it. */
export type Confirmation =
  | { readonly state: "waiting" | "confirmed"; readonly address: string }
  | { readonly state: "gone" };

/** Looks at a confirmation link and changes nothing: programs that follow every link in a mail confirm nothing. Null for a forged one. */
export async function confirmationOf(
  db: Database,
  pageId: number,
  token: string,
  now = new Date(),
): Promise<Confirmation | null> {
  const parts = readToken(await signingKeyOf(db, pageId), "confirm", token);
  if (!parts) return null;
  const [id = 0, askedAt = 0] = parts;
  const [row] = await db
    .select()
    .from(statusSubscriptions)
    .where(and(eq(statusSubscriptions.id, id), eq(statusSubscriptions.pageId, pageId)));
  if (row?.confirmedAt) return { state: "confirmed", address: row.address };
  const isLast = row?.askedAt.getTime() === askedAt && now.getTime() - askedAt < CONFIRM_MS;
  return row && isLast ? { state: "waiting", address: row.address } : { state: "gone" };
}

/** The owner of the address says yes. May be said twice. */
export async function confirmSubscription(
  db: Database,
  pageId: number,
  token: string,
  now = new Date(),
): Promise<Confirmation | null> {
  const found = await confirmationOf(db, pageId, token, now);
  if (found?.state !== "waiting") return found;
  const ofAddress = and(eq(statusSubscriptions.pageId, pageId), eq(statusSubscriptions.address, found.address));
  await db
    .update(statusSubscriptions)
    .set({ confirmedAt: now })
    .where(and(ofAddress, isNull(statusSubscriptions.confirmedAt)));
  return { state: "confirmed", address: found.address };
}

/** Whose address a link to leave is about; null within where it has left already, null for a forged link. */
export async function leaverOf(
  db: Database,
  pageId: number,
  token: string,
): Promise<{ address: string | null } | null> {
  const parts = readToken(await signingKeyOf(db, pageId), "unsubscribe", token);
  if (!parts) return null;
  const [row] = await db
    .select({ address: statusSubscriptions.address })
    .from(statusSubscriptions)
    .where(and(eq(statusSubscriptions.id, parts[0] ?? 0), eq(statusSubscriptions.pageId, pageId)));
  return { address: row?.address ?? null };
}

/** Forgets addresses whose owners did not confirm in time. */
export async function forgetUnconfirmed(db: Database, now = new Date()): Promise<void> {
  const old = lt(statusSubscriptions.askedAt, new Date(now.getTime() - CONFIRM_MS));
  await db.delete(statusSubscriptions).where(and(isNull(statusSubscriptions.confirmedAt), old));
}

/** Ends a subscription and forgets its address. May be asked twice. False for a forged link. */
export async function unsubscribe(db: Database, pageId: number, token: string): Promise<boolean> {
  const parts = readToken(await signingKeyOf(db, pageId), "unsubscribe", token);
  if (!parts) return false;
  await db
    .delete(statusSubscriptions)
    .where(and(eq(statusSubscriptions.id, parts[0] ?? 0), eq(statusSubscriptions.pageId, pageId)));
  return true;
}

async function subscriptionOf(tx: Database, pageId: number, address: string) {
  const [row] = await tx
    .select()
    .from(statusSubscriptions)
    .where(and(eq(statusSubscriptions.pageId, pageId), eq(statusSubscriptions.address, address)));
  return row;
}

async function insert(tx: Database, row: typeof statusSubscriptions.$inferInsert): Promise<number> {
  const [inserted] = await tx.insert(statusSubscriptions).values(row);
  return inserted.insertId;
}

async function signingKeyOf(db: Database, pageId: number): Promise<string> {
  const [page] = await db
    .select({ signingKey: statusPages.signingKey })
    .from(statusPages)
    .where(eq(statusPages.id, pageId));
  if (!page) throw new Error(`no status page ${pageId}`);
  return page.signingKey;
}
