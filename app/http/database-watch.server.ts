import mysql, { type Connection } from "mysql2/promise";

import { connectionOptions, isOutage } from "#db/client.server.ts";

const PING_EVERY_MS = 1_000;
/** A database that takes longer to say that it is there is as good as away: pages must not wait for it. */
const PATIENCE_MS = 2_000;

/** Thrown to whoever wanted something of the database while it does not answer. `since` in epoch milliseconds. */
export class DatabaseAway extends Error {
  constructor(readonly since: number) {
    super("the database does not answer");
  }
}

/**
 * Knows whether the database answers, on a connection of its own: the pool's may all be busy, and of one that hangs
 * the pool says nothing for a long time.
 */
export class DatabaseWatch {
  readonly #url: string;
  readonly #now: () => number;
  readonly #waiting = new Set<(away: DatabaseAway) => void>();
  readonly #listeners = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #connection: Connection | undefined;
  #looking: Promise<void> | undefined;
  #since: number | null = null;

  constructor(url: string, now: () => number = Date.now) {
    this.#url = url;
    this.#now = now;
    this.#timer = setInterval(() => this.#look(), PING_EVERY_MS);
    this.#timer.unref();
  }

  /** Since when it does not answer, in epoch milliseconds; null while it does. */
  get awaySince(): number | null {
    return this.#since;
  }

  /** Calls back when the database goes away and when it is back. Returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Does the work unless the database is away, and gives it up when it goes away meanwhile: throws DatabaseAway. */
  async during<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#since !== null) throw new DatabaseAway(this.#since);
    let giveUp: (away: DatabaseAway) => void = () => undefined;
    const away = new Promise<never>((_resolve, reject) => {
      giveUp = reject;
    });
    this.#waiting.add(giveUp);
    try {
      return await Promise.race([work(), away]);
    } catch (error) {
      if (!isOutage(error)) throw error;
      await this.#look();
      // One broken connection is no outage, but this work has failed all the same, and may be tried again.
      throw new DatabaseAway(this.#since ?? this.#now());
    } finally {
      this.#waiting.delete(giveUp);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    this.#connection?.destroy();
  }

  #look(): Promise<void> {
    this.#looking ??= this.#ping().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #ping(): Promise<void> {
    try {
      await inTime(this.#answers());
      this.#becomes(null);
    } catch {
      this.#connection?.destroy();
      this.#connection = undefined;
      this.#becomes(this.#since ?? this.#now());
    }
  }

  async #answers(): Promise<void> {
    if (!this.#connection) {
      const made = await mysql.createConnection({ ...connectionOptions(this.#url), connectTimeout: PATIENCE_MS });
      // Without a listener the server's goodbye would end this process.
      made.on("error", () => undefined);
      this.#connection = made;
    }
    await this.#connection.query("SELECT 1");
  }

  #becomes(since: number | null): void {
    if ((since === null) === (this.#since === null)) return;
    this.#since = since;
    console.error(since === null ? "the database answers again" : "the database does not answer");
    if (since !== null) for (const giveUp of [...this.#waiting]) giveUp(new DatabaseAway(since));
    for (const listener of [...this.#listeners]) listener();
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("late")), PATIENCE_MS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

let watch: DatabaseWatch | undefined;

/** The watch of this process over DATABASE_URL, begun at the first use. */
export function databaseWatch(): DatabaseWatch {
  watch ??= new DatabaseWatch(process.env.DATABASE_URL ?? "");
  return watch;
}

/** Ends the watch; the next use begins another. */
export async function closeDatabaseWatch(): Promise<void> {
  const ending = watch;
  watch = undefined;
  await ending?.close();
}
