import { StartRefused } from "#db/start-refused.ts";
import { listenTrouble } from "../start/ports.ts";

/** The balancer's port, the six of the shop's processes, the two of the databases. */
const COUNT = 9;

/** The first of the platform's ports, as it is set. Refuses what leaves no room for the others. */
export function readFirstPort(text: string | undefined): number {
  const port = Number(text || 5080);
  if (Number.isInteger(port) && port >= 1 && port + COUNT - 1 <= 65_535) return port;
  throw new StartRefused(`PLATFORM_PORT is ${text}: it may be a whole number from 1 to ${65_536 - COUNT}.`);
}

/** Refuses to start where one of the nine ports cannot be had, before anything is started. */
export async function requireFreePorts(first: number): Promise<void> {
  for (let port = first; port < first + COUNT; port += 1) {
    const trouble = await listenTrouble("127.0.0.1", port);
    if (!trouble) continue;
    const reason =
      trouble.code === "EADDRINUSE" ? "is taken by another program" : `cannot be listened on (${trouble.message})`;
    throw new StartRefused(
      `Port ${port} of 127.0.0.1 ${reason}. Set PLATFORM_PORT to the first of nine free ports: PLATFORM_PORT=${first + 100} npm run platform`,
    );
  }
}
