import { and, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { notificationChoices } from "#db/schema/notifications.ts";

import { NOTICE_TOPICS, type NoticeMail, type NoticeTopic, USUAL_MAIL } from "./choice.ts";

/** How each of these users wants to be mailed of a topic. Read in the transaction that mails. */
export async function mailChoices(
  tx: Database,
  userIds: readonly string[],
  topic: NoticeTopic,
): Promise<Map<string, NoticeMail>> {
  const chosen = new Map<string, NoticeMail>(userIds.map((userId) => [userId, USUAL_MAIL[topic]]));
  if (userIds.length === 0) return chosen;
  const rows = await tx
    .select({ userId: notificationChoices.userId, mail: notificationChoices.mail })
    .from(notificationChoices)
    .where(and(eq(notificationChoices.topic, topic), inArray(notificationChoices.userId, [...userIds])));
  for (const { userId, mail } of rows) chosen.set(userId, mail);
  return chosen;
}

/** A user's choice for every topic. */
export async function choicesOf(db: Database, userId: string): Promise<Record<NoticeTopic, NoticeMail>> {
  const rows = await db.select().from(notificationChoices).where(eq(notificationChoices.userId, userId));
  const chosen = { ...USUAL_MAIL };
  for (const { topic, mail } of rows) if (isTopic(topic)) chosen[topic] = mail;
  return chosen;
}

/** A user's own choices; a row only where it is not the usual. Not audited: it changes only what they are mailed. */
export async function chooseMails(
  db: Database,
  userId: string,
  choices: Readonly<Record<NoticeTopic, NoticeMail>>,
): Promise<void> {
  const unusual = NOTICE_TOPICS.filter((topic) => choices[topic] !== USUAL_MAIL[topic]);
  await db.transaction(async (tx) => {
    await tx.delete(notificationChoices).where(eq(notificationChoices.userId, userId));
    if (unusual.length === 0) return;
    await tx.insert(notificationChoices).values(unusual.map((topic) => ({ userId, topic, mail: choices[topic] })));
  });
}

function isTopic(topic: string): topic is NoticeTopic {
  return (NOTICE_TOPICS as readonly string[]).includes(topic);
}
