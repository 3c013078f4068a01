import { type LiveStatus, liveKey, type StreamSample } from "#domain/machines/live.ts";

import type { LiveMessage, TicketNews } from "./messages.ts";

const RETRY_MS = 5_000;
/** For a page that was made just before it began to read. */
const KEPT_NEWS = 100;

type StateData = LiveStatus & { readonly now: number };

/**
 * One `EventSource` for one address. It remembers the newest sample of each machine for readers that come
 * later. The browser reconnects by itself after a cut; after a refusal it does not, so this asks why and, unless
 * the answer is final, tries again.
 */
export class LiveConnection {
  readonly #newest = new Map<string, StreamSample>();
  readonly #readers = new Set<(message: LiveMessage) => void>();
  readonly #url: string;
  #tickets: readonly TicketNews[] = [];
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #status: LiveStatus = { feed: "connecting" };
  #offsetMs: number | null = null;
  #unread: number | undefined;

  constructor(url: string) {
    this.#url = url;
    this.#connect();
  }

  get readers(): number {
    return this.#readers.size;
  }

  /** Tells the reader what is known, then what comes. */
  add(reader: (message: LiveMessage) => void): void {
    this.#readers.add(reader);
    reader({ type: "status", status: this.#status, offsetMs: this.#offsetMs });
    if (this.#unread !== undefined) reader({ type: "notification", unread: this.#unread });
    for (const sample of this.#newest.values()) reader({ type: "sample", sample });
    for (const ticket of this.#tickets) reader({ type: "ticket", ticket });
  }

  remove(reader: (message: LiveMessage) => void): void {
    this.#readers.delete(reader);
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#readers.clear();
  }

  #connect(): void {
    const source = new EventSource(this.#url);
    this.#source = source;
    source.addEventListener("sample", (event: MessageEvent<string>) => {
      const sample = JSON.parse(event.data) as StreamSample;
      this.#newest.set(liveKey(sample), sample);
      this.#tell({ type: "sample", sample });
    });
    source.addEventListener("ticket", (event: MessageEvent<string>) => {
      const ticket = JSON.parse(event.data) as TicketNews;
      this.#tickets = [...this.#tickets.slice(1 - KEPT_NEWS), ticket];
      this.#tell({ type: "ticket", ticket });
    });
    source.addEventListener("tickets", () => this.#tell({ type: "listening" }));
    source.addEventListener("notification", (event: MessageEvent<string>) => {
      this.#unread = (JSON.parse(event.data) as { unread: number }).unread;
      this.#tell({ type: "notification", unread: this.#unread });
    });
    source.addEventListener("state", (event: MessageEvent<string>) => {
      const state = JSON.parse(event.data) as StateData;
      this.#offsetMs = state.now - Date.now();
      this.#becomes(state);
    });
    source.addEventListener("error", () => {
      if (this.#status.feed !== "lost") this.#becomes({ feed: "lost", since: Date.now() + (this.#offsetMs ?? 0) });
      if (source.readyState === EventSource.CLOSED) void this.#askWhy();
    });
  }

  async #askWhy(): Promise<void> {
    const asking = new AbortController();
    const answer = await fetch(this.#url, { redirect: "manual", signal: asking.signal }).catch(() => undefined);
    asking.abort();
    const isFinal = answer && (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status));
    if (isFinal) this.#becomes({ feed: "refused" });
    else this.#retry = setTimeout(() => this.#connect(), RETRY_MS);
  }

  #becomes(status: LiveStatus): void {
    this.#status = status;
    this.#tell({ type: "status", status, offsetMs: this.#offsetMs });
  }

  #tell(message: LiveMessage): void {
    for (const reader of this.#readers) reader(message);
  }
}
