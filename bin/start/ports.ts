import { createServer } from "node:net";

import { StartRefused } from "#db/start-refused.ts";
import type { Settings } from "./settings.ts";

/** Refuses to start where one of the ports is taken, and names the setting that moves it. */
export async function requireFreePorts(settings: Settings): Promise<void> {
  await requireFree(settings.host, settings.port, "TIMONERIE_PORT");
  await requireFree(settings.host, settings.collectorPort, "TIMONERIE_COLLECTOR_PORT");
  if (settings.demo !== "off") await requireFree(settings.host, settings.shopPort, "TIMONERIE_SHOP_PORT");
}

/** Why nobody may listen there now; undefined where one may. */
export function listenTrouble(host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((settle) => {
    const server = createServer();
    server.once("error", settle);
    server.listen(port, host, () => server.close(() => settle(undefined)));
  });
}

async function requireFree(host: string, port: number, setting: string): Promise<void> {
  const error = await listenTrouble(host, port);
  if (!error) return;
  if (error.code === "EADDRINUSE") {
    throw new StartRefused(
      `Port ${port} of ${host} is taken by another program. Stop it, or set ${setting} to a free port: ${setting}=${port + 1} npm start`,
    );
  }
  if (error.code === "EACCES")
    throw new StartRefused(`Port ${port} needs root's rights. Set ${setting} to one above 1023.`);
  throw new StartRefused(`Cannot listen on ${host}:${port} (${error.message}). Set TIMONERIE_HOST and ${setting}.`);
}
