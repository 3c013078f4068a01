import { database } from "#db/client.server.ts";
import { EventCursor } from "#domain/events/cursor.server.ts";
import { REVOKING_EVENTS } from "#domain/identity/events.ts";

export interface Revocation {
  readonly userId?: string;
  readonly sessionId?: string;
}

type Listener = (event: Revocation) => void;

const POLL_MS = 1_000;
const listeners = new Set<Listener>();

/** Calls back when a role or a session was taken from somebody, in whatever process. Returns how to stop listening. */
export function onRevocation(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function announceRevocation(event: Revocation): void {
  for (const listener of [...listeners]) listener(event);
}

/**
 * Reads the events that revoke, once a second, one reader a process. While the database does not answer nothing is heard;
 * the live streams also look for themselves every 5 s, and close when they cannot.
 */
export function watchRevocations(): { stop(): Promise<void> } {
  let cursor: EventCursor | undefined;
  let failing = false;
  let polling = Promise.resolve();

  const poll = async () => {
    try {
      cursor ??= await EventCursor.atPresent(database(), REVOKING_EVENTS);
      for (const { data } of await cursor.next()) announceRevocation(data as Revocation);
      failing = false;
    } catch (error) {
      if (!failing) console.error("revocations cannot be read, trying on:", error);
      failing = true;
    }
  };
  polling = poll();
  const timer = setInterval(() => {
    polling = polling.then(poll);
  }, POLL_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await polling;
    },
  };
}
