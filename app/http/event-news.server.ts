import { database } from "#db/client.server.ts";
import { EventCursor, type StoredEvent } from "#domain/events/cursor.server.ts";

const POLL_MS = 1_000;

export interface Listening {
  /** Settles when everything that happens afterwards will be told. */
  readonly ready: Promise<void>;
  stop(): void;
}

interface Reading {
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** News of some events, in whatever process they were written: one reader a process, while somebody listens. */
export class EventNews<News> {
  readonly #listeners = new Set<(news: News) => void>();
  #reading: Reading | undefined;

  /** `name` is for the log; `newsOf` gives what listeners are told of an event, or null. */
  constructor(
    private readonly name: string,
    private readonly types: readonly string[],
    private readonly newsOf: (event: StoredEvent) => News | null,
  ) {}

  /** Calls back for what happens from now on. Nobody listening, nothing is read. */
  listen(listener: (news: News) => void): Listening {
    this.#listeners.add(listener);
    this.#reading ??= this.#read();
    return {
      ready: this.#reading.ready,
      stop: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size > 0) return;
        void this.#reading?.stop();
        this.#reading = undefined;
      },
    };
  }

  /** Once a second. While the database is away nothing is heard; pages read again when they are opened. */
  #read(): Reading {
    let cursor: EventCursor | undefined;
    let failing = false;
    const poll = async () => {
      try {
        cursor ??= await EventCursor.atPresent(database(), this.types);
        for (const event of await cursor.next()) this.#tell(event);
        failing = false;
      } catch (error) {
        if (!failing) console.error(`news of ${this.name} cannot be read, trying on:`, error);
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

  #tell(event: StoredEvent): void {
    const news = this.newsOf(event);
    if (news === null) return;
    for (const listener of [...this.#listeners]) listener(news);
  }
}
