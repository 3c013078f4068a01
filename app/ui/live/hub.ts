import { LiveConnection } from "./connection.ts";
import { type LiveMessage, TAB_GONE_MS, type TabMessage } from "./messages.ts";

/** One connection an address, shared by all who read it; the last reader closes it. */
export class LiveHub {
  readonly #connections = new Map<string, LiveConnection>();

  /** Returns what ends the reading. */
  open(url: string, reader: (message: LiveMessage) => void): () => void {
    const connection = this.#connections.get(url) ?? new LiveConnection(url);
    this.#connections.set(url, connection);
    connection.add(reader);
    return () => {
      connection.remove(reader);
      if (connection.readers > 0) return;
      connection.close();
      this.#connections.delete(url);
    };
  }
}

/** What the worker answers with: the message, and the address it came from. */
export interface HubAnswer {
  readonly url: string;
  readonly message: LiveMessage;
}

/** Serves one tab over its port, until it says goodbye or has not been heard for long. */
export function serveTab(hub: LiveHub, port: MessagePort): void {
  const readings = new Map<string, () => void>();
  const leave = () => {
    for (const end of readings.values()) end();
    readings.clear();
  };
  const read = (url: string) => {
    if (readings.has(url)) return;
    readings.set(
      url,
      hub.open(url, (message) => port.postMessage({ url, message } satisfies HubAnswer)),
    );
  };
  let gone = setTimeout(leave, TAB_GONE_MS);

  port.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    clearTimeout(gone);
    gone = setTimeout(leave, TAB_GONE_MS);
    if (data.type === "open") read(data.url);
    if (data.type === "ping") data.urls.forEach(read);
    if (data.type === "close") {
      readings.get(data.url)?.();
      readings.delete(data.url);
    }
    if (data.type === "bye") leave();
  };
}
