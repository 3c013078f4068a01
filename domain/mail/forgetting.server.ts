import { and, eq, inArray, lt, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { inboundMailFiles, inboundMails } from "#db/schema/mail.ts";

import { removeAside } from "./files.server.ts";

const DAY_MS = 24 * 3_600_000;
const KEPT_DAYS = 30;
const BATCH = 200;

/** Forgets what belongs to no ticket after a month: programs' mails, loops, refusals, and what staff called spam. */
export async function forgetMails(db: Database, now = new Date()): Promise<number> {
  const { id, verdict, decision, receivedAt } = inboundMails;
  const old = lt(receivedAt, new Date(now.getTime() - KEPT_DAYS * DAY_MS));
  const rows = await db
    .select({ id })
    .from(inboundMails)
    .where(and(old, or(inArray(verdict, ["automatic", "bounce", "loop", "refused"]), eq(decision, "spam"))))
    .limit(BATCH);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return 0;
  const files = await db.select().from(inboundMailFiles).where(inArray(inboundMailFiles.mailId, ids));
  await db.delete(inboundMails).where(inArray(id, ids));
  for (const { sha256 } of files) {
    const [other] = await db.select().from(inboundMailFiles).where(eq(inboundMailFiles.sha256, sha256)).limit(1);
    if (!other) await removeAside(sha256);
  }
  return ids.length;
}
