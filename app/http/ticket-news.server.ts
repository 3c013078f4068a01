import { database } from "#db/client.server.ts";
import { EventCursor } from "#domain/events/cursor.server.ts";
import { TICKET_EVENTS, type TicketEventData } from "#domain/tickets/events.ts";

/** A new entry in a thread, in whatever process it was written. */
export interface TicketNews {
  readonly projectId: number;
  readonly number: number;
  readonly entryId: number;
  /** Only staff may hear of what is not. */
  readonly isPublic: boolean;
}

type Listener = (news: TicketNews) => void;

const POLL_MS = 1_000;
const listeners = new Set<Listener>();
let reading: ReturnType<typeof readNews> | undefined;

export interface TicketListening {
  /** Settles when every entry that is written afterwards will be told. */
  readonly ready: Promise<void>;
  stop(): void;
}

/** Calls back for every entry that is written from now on. Nobody listening, nothing is read. */
export function onTicketNews(listener: Listener): TicketListening {
  listeners.add(listener);
  reading ??= readNews();
  return {
    ready: reading.ready,
    stop() {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      void reading?.stop();
      reading = undefined;
    },
  };
}

/** One reader a process, once a second. While the database is away nothing is heard; pages read again when they are opened. */
function readNews() {
  let cursor: EventCursor | undefined;
  let failing = false;
  const poll = async () => {
    try {
      cursor ??= await EventCursor.atPresent(database(), TICKET_EVENTS);
      for (const { projectId, data } of await cursor.next()) {
        const { id: number, entryId, isPublic } = data as unknown as TicketEventData;
        if (projectId !== null)
          for (const listener of [...listeners]) listener({ projectId, number, entryId, isPublic });
      }
      failing = false;
    } catch (error) {
      if (!failing) console.error("news of tickets cannot be read, trying on:", error);
      failing = true;
    }
  };
  const ready = poll();
  let polling = ready;
  const timer = setInterval(() => {
    polling = polling.then(poll);
  }, POLL_MS);
  timer.unref();
  return {
    ready,
    async stop() {
      clearInterval(timer);
      await polling;
    },
  };
}
