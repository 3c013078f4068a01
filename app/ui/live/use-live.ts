import { useEffect, useState, useSyncExternalStore } from "react";

import { type LiveStatus, liveKey, type StreamSample } from "#domain/machines/live.ts";

import { readLive } from "./reader.ts";

export interface Live {
  readonly status: LiveStatus;
  /** Newest sample by `liveKey`. Values stay when the stream is cut, with their time. */
  readonly latest: ReadonlyMap<string, StreamSample>;
  /** To be added to the browser's clock to have the server's; null before the server said anything. */
  readonly offsetMs: number | null;
}

export interface LiveOptions {
  /** Names the shared worker; the loader gives it. */
  readonly session: string;
  /** Address of the stream with its filters. */
  readonly url: string;
  /** What the loader read: the first picture, on the server and in the browser alike. */
  readonly samples: readonly StreamSample[];
  readonly status: LiveStatus;
  /** Called for every sample, also those between two pictures. */
  readonly onSample?: (sample: StreamSample) => void;
}

/** Many machines speak in the same moment: the page is drawn again at most this often. */
const PICTURE_MS = 500;

/** The newest sample of each machine, as it arrives. */
export function useLive({ session, url, samples, status, onSample }: LiveOptions): Live {
  const [store] = useState(() => new LiveStore(samples, status));
  useEffect(() => store.learn(samples), [store, samples]);
  useEffect(
    () =>
      readLive(session, url, (message) => {
        if (message.type === "sample") {
          store.take(message.sample);
          onSample?.(message.sample);
        } else if (message.type === "status") {
          store.becomes(message.status, message.offsetMs);
        }
      }),
    [store, session, url, onSample],
  );
  return useSyncExternalStore(store.subscribe, store.picture, store.picture);
}

class LiveStore {
  readonly #listeners = new Set<() => void>();
  readonly #latest = new Map<string, StreamSample>();
  #picture: Live;
  #drawnAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(samples: readonly StreamSample[], status: LiveStatus) {
    for (const sample of samples) this.#latest.set(liveKey(sample), sample);
    this.#picture = { status, latest: new Map(this.#latest), offsetMs: null };
  }

  readonly picture = (): Live => this.#picture;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What a loader read again may be older than what the stream told meanwhile. */
  learn(samples: readonly StreamSample[]): void {
    for (const sample of samples) {
      const known = this.#latest.get(liveKey(sample));
      if (!known || known.receivedAt < sample.receivedAt) this.take(sample);
    }
  }

  take(sample: StreamSample): void {
    this.#latest.set(liveKey(sample), sample);
    const wait = this.#drawnAt + PICTURE_MS - Date.now();
    if (wait <= 0) this.#draw({});
    else this.#timer ??= setTimeout(() => this.#draw({}), wait);
  }

  becomes(status: LiveStatus, offsetMs: number | null): void {
    // What the loader said of the feed stands until the stream says something itself.
    if (status.feed === "connecting") return;
    this.#draw({ status, offsetMs: offsetMs ?? this.#picture.offsetMs });
  }

  #draw(change: Partial<Live>): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#drawnAt = Date.now();
    this.#picture = { ...this.#picture, ...change, latest: new Map(this.#latest) };
    for (const listener of [...this.#listeners]) listener();
  }
}
