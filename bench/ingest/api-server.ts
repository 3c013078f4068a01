import type { ServerBuild } from "@remix-run/node";

import { createExtranet } from "#app/http/extranet.ts";

/** The extranet's server with its public API and without its pages, which the bench does not ask for. */
const build = { routes: {}, entry: { module: {} }, future: {}, assets: { routes: {} } } as unknown as ServerBuild;
const { server } = createExtranet({ build, clientDirectory: process.env.TIMONERIE_DATA ?? "" });
server.listen(Number(process.env.TIMONERIE_PORT), "127.0.0.1");
