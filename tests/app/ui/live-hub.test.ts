import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { LiveHub } from "#app/ui/live/hub.ts";
import { serveTab } from "#app/ui/live/hub.ts";
import { PING_MS, TAB_GONE_MS, type TabMessage } from "#app/ui/live/messages.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A tab, and which addresses are read for it. */
function openTab() {
  const read = new Set<string>();
  const hub = {
    open: (url: string) => {
      read.add(url);
      return () => read.delete(url);
    },
  };
  const port = { postMessage: () => undefined, onmessage: null } as unknown as MessagePort;
  serveTab(hub as unknown as LiveHub, port);
  const say = (data: TabMessage) => port.onmessage?.({ data } as MessageEvent<TabMessage>);
  return { read, say };
}

test("a tab is read for while it pings, and until it says goodbye", () => {
  const { read, say } = openTab();
  say({ type: "open", url: "/live" });
  for (let passed = 0; passed < 2 * TAB_GONE_MS; passed += PING_MS) {
    vi.advanceTimersByTime(PING_MS);
    say({ type: "ping", urls: ["/live"] });
  }
  expect([...read]).toEqual(["/live"]);
  say({ type: "bye" });
  expect([...read]).toEqual([]);
});

test("what a tab reads is closed when it is silent for long, and read again when it only slept", () => {
  const { read, say } = openTab();
  say({ type: "open", url: "/live" });
  vi.advanceTimersByTime(TAB_GONE_MS);
  expect([...read]).toEqual([]);
  say({ type: "ping", urls: ["/live", "/wall"] });
  expect([...read]).toEqual(["/live", "/wall"]);
});
