import { and, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { notifications } from "#db/schema/notifications.ts";
import { recordEvent } from "#domain/events/record.server.ts";

import type { NoticeEvent } from "./events.ts";

const LONGEST_KEY = 120;
const LONGEST_PATH = 300;

export interface NewNotice {
  /** Whom to tell; the same user twice is told once. Leave out who caused it. */
  readonly userIds: readonly string[];
  /** "ticket-entry:812": of one user it tells once, however often it is written. At most 120 characters. */
  readonly onceKey: string;
  /** concept.past-tense, as the event is named: its topic is the concept, its words stand under `notifications:kinds`. */
  readonly kind: string;
  /** The project that its reader must still see; null for none. */
  readonly projectId: number | null;
  /** Path of the page that shows it, on the extranet: begins with one "/". */
  readonly path: string;
  /** What its words are filled with. Nothing that any of these users may not read. */
  readonly data: Record<string, unknown>;
}

/**
 * Tells users something, in the transaction that causes it: on their page of notices, and live beside the bell. True
 * where somebody had not been told before.
 */
export async function notify(tx: Database, notice: NewNotice, now = new Date()): Promise<boolean> {
  const { onceKey, kind, projectId, path, data } = notice;
  // INSERT IGNORE would cut what is too long, without a word.
  if (onceKey.length > LONGEST_KEY) throw new Error(`The key of a notice is too long: ${onceKey}`);
  if (!/^\/(?![/\\])/.test(path) || path.length > LONGEST_PATH) throw new Error(`Not a path of a page: ${path}`);

  // In one order, so that two transactions that tell the same people wait for each other and never deadlock.
  const userIds = [...new Set(notice.userIds)].sort();
  if (userIds.length === 0) return false;
  const rows = userIds.map((userId) => ({ userId, onceKey, kind, projectId, path, data, at: now }));
  const [{ affectedRows }] = await tx.insert(notifications).ignore().values(rows);
  if (affectedRows === 0) return false;
  await recordEvent(tx, { type: "notification.made" satisfies NoticeEvent, projectId, data: { userIds } }, now);
  return true;
}

/** Notes whom a mail of its own told this, in the transaction that writes the mail: the morning's does not tell it again. */
export async function noteMailed(tx: Database, onceKey: string, userIds: readonly string[], now: Date): Promise<void> {
  if (userIds.length === 0) return;
  await tx
    .update(notifications)
    .set({ mailedAt: now })
    .where(and(eq(notifications.onceKey, onceKey), inArray(notifications.userId, [...userIds])));
}
