import { asc } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { auditEntries } from "#db/schema/audit.ts";
import { events } from "#db/schema/events.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import type { FixtureUser } from "./world.ts";

/** The fixture user as the author of a command. */
export function actorOf({ id, name }: FixtureUser): Actor {
  return { id, name, address: "192.0.2.7" };
}

/** What commands have written so far, in order: "action: subject" for people, types of events for programs. */
export async function journalOf(db: Database): Promise<{ audit: string[]; events: string[] }> {
  const entries = await db.select().from(auditEntries).orderBy(asc(auditEntries.id));
  const written = await db.select().from(events).orderBy(asc(events.id));
  return {
    audit: entries.map((entry) => `${entry.action}: ${entry.subjectName}`),
    events: written.map((event) => event.type),
  };
}

/** The newest audit entry, whole. */
export async function lastEntry(db: Database) {
  const entries = await db.select().from(auditEntries).orderBy(asc(auditEntries.id));
  const last = entries.at(-1);
  if (!last) throw new Error("The audit is empty");
  return last;
}
