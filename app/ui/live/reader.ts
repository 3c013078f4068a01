import { type HubAnswer, LiveHub } from "./hub.ts";
import { type LiveMessage, PING_MS, type TabMessage } from "./messages.ts";
import workerUrl from "./worker.ts?sharedworker&url";

type Open = (url: string, reader: (message: LiveMessage) => void) => () => void;

const opened = new Map<string, Open>();

/**
 * Reads a live address for a session: through the session's shared worker where the browser has such, else with
 * one stream of this tab. Returns what ends the reading.
 */
export function readLive(session: string, url: string, reader: (message: LiveMessage) => void): () => void {
  const open = opened.get(session) ?? (typeof SharedWorker === "undefined" ? openInTab() : openInWorker(session));
  opened.set(session, open);
  return open(url, reader);
}

function openInTab(): Open {
  const hub = new LiveHub();
  return (url, reader) => hub.open(url, reader);
}

function openInWorker(session: string): Open {
  const readers = new Map<string, Set<(message: LiveMessage) => void>>();
  const { port } = new SharedWorker(workerUrl, { name: `timonerie-live-${session}`, type: "module" });
  const say = (message: TabMessage) => port.postMessage(message);

  port.onmessage = ({ data: { url, message } }: MessageEvent<HubAnswer>) => {
    for (const reader of readers.get(url) ?? []) reader(message);
  };
  setInterval(() => say({ type: "ping", urls: [...readers.keys()] }), PING_MS);
  addEventListener("pagehide", () => say({ type: "bye" }));
  // A page that comes back from the browser's history has said goodbye.
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const url of readers.keys()) say({ type: "open", url });
  });

  return (url, reader) => {
    const known = readers.get(url);
    if (known) {
      known.add(reader);
      // The worker tells what it knows only to who opens: this tab has it open already, so it opens anew.
      say({ type: "close", url });
    } else {
      readers.set(url, new Set([reader]));
    }
    say({ type: "open", url });

    return () => {
      const left = readers.get(url);
      left?.delete(reader);
      if (left?.size !== 0) return;
      readers.delete(url);
      say({ type: "close", url });
    };
  };
}
