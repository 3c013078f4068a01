import type { Database } from "#db/client.server.ts";
import { events } from "#db/schema/events.ts";

export interface NewEvent {
  /** concept.past-tense, as the concept's events.ts names it. */
  readonly type: string;
  readonly clientId?: number | null;
  readonly projectId?: number | null;
  readonly actorId?: string | null;
  readonly data: Record<string, unknown>;
}

/** Writes an event. Call it in the transaction of the command that causes it: both happen, or neither. */
export async function recordEvent(tx: Database, event: NewEvent, now = new Date()): Promise<void> {
  await tx.insert(events).values({
    at: now,
    type: event.type,
    clientId: event.clientId ?? null,
    projectId: event.projectId ?? null,
    actorId: event.actorId ?? null,
    data: event.data,
  });
}
