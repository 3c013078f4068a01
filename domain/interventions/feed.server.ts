import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

import { and, asc, eq, isNotNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventionFeeds, interventions } from "#db/schema/interventions.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { CalendarEvent } from "./calendar.ts";

/** The key of a project's calendar; null while nobody has asked for one. */
export async function feedKeyOf(db: Database, projectId: number): Promise<string | null> {
  const [row] = await db
    .select({ feedKey: interventionFeeds.feedKey })
    .from(interventionFeeds)
    .where(eq(interventionFeeds.projectId, projectId));
  return row?.feedKey ?? null;
}

/** Makes the key of a project's calendar, or another one: the address with the old one answers no more. */
export async function renewFeedKey(
  db: Database,
  projectId: number,
  actor: Actor,
  now = new Date(),
): Promise<{ renewed: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const row = { feedKey: randomBytes(32).toString("base64url"), renewedAt: now, renewedByName: actor.name };
    await tx
      .insert(interventionFeeds)
      .values({ projectId, ...row })
      .onDuplicateKeyUpdate({ set: row });
    const subject = { type: "intervention-feed", id: projectId, name: project.name };
    const told = { action: "intervention.renew-feed", event: "intervention.feed_renewed" } as const;
    await journal(tx, actor, { ...told, subject, clientId: project.clientId, projectId }, now);
    return { renewed: true };
  });
}

/** Whether this is the calendar's key; compared in constant time, also where there is none. */
export async function isFeedKey(db: Database, projectId: number, key: string): Promise<boolean> {
  const kept = await feedKeyOf(db, projectId);
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(kept ?? randomBytes(32).toString("hex")), digest(key)) && kept !== null;
}

/** All that a calendar holds of a project: everything that anybody was ever asked about, oldest first. */
export async function feedEvents(db: Database, projectId: number): Promise<CalendarEvent[]> {
  return db
    .select({
      id: interventions.id,
      title: interventions.title,
      consequence: interventions.consequence,
      state: interventions.state,
      from: interventions.from,
      to: interventions.to,
      version: interventions.version,
      createdAt: interventions.createdAt,
    })
    .from(interventions)
    .where(and(eq(interventions.projectId, projectId), isNotNull(interventions.submittedAt)))
    .orderBy(asc(interventions.from), asc(interventions.id));
}
