import { LiveHub, serveTab } from "./hub.ts";

/**
 * The shared worker of a session: all its tabs read the same streams through it, because browsers open only six
 * connections to a host. It ends with the last tab.
 */
const hub = new LiveHub();

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0];
  if (port) serveTab(hub, port);
});
