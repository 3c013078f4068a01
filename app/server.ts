/**
 * The extranet's program, and the entry of Remix's server build: so the database pool, the sessions and the live feed
 * exist once in the process. Listens on TIMONERIE_HOST:TIMONERIE_PORT, stops cleanly on SIGTERM and SIGINT.
 */
import { fileURLToPath } from "node:url";

import * as build from "virtual:remix/server-build";

import { startBackground } from "./http/background.server.ts";
import { createExtranet } from "./http/extranet.ts";
import { listeningHost, listeningPort } from "./http/settings.server.ts";

export { EXPRESS_ROUTES } from "./http/extranet.ts";

const background = startBackground();
const extranet = createExtranet({
  build,
  clientDirectory: fileURLToPath(new URL("../client", import.meta.url)),
  trustedProxy: process.env.TIMONERIE_TRUSTED_PROXY,
});

extranet.server.on("error", (error) => {
  console.error(`the extranet cannot listen on ${listeningHost()}:${listeningPort()}: ${error.message}`);
  process.exit(1);
});
extranet.server.listen(listeningPort(), listeningHost(), () => {
  console.log(`extranet: listening on ${listeningHost()}:${listeningPort()}`);
});

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void stop();
  });
}

async function stop(): Promise<void> {
  await extranet.close();
  await background.stop();
  process.exit(0);
}
