import { createServer } from "node:http";
import type { ServerBuild } from "@remix-run/node";

import { createExtranet } from "#app/http/extranet.ts";
import { openDatabase } from "#db/client.server.ts";
import { CHUNK_MS } from "#db/metrics/chunk-codec.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";

/** The extranet's server with its public API and without its pages, which the bench does not ask for. */
const build = { routes: {}, entry: { module: {} }, future: {}, assets: { routes: {} } } as unknown as ServerBuild;
const { server } = createExtranet({ build, clientDirectory: process.env.TIMONERIE_DATA ?? "" });
server.listen(Number(process.env.TIMONERIE_PORT), "127.0.0.1");

/** Any request here seals as the collector does every ten minutes, and what has not ended yet too. */
const store = openMetricStore(openDatabase(process.env.DATABASE_URL ?? "", 2).pool);
createServer((_request, response) => {
  store.seal(Date.now() + CHUNK_MS).then(
    () => response.writeHead(204).end(),
    (error) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(process.env.BENCH_SEAL_PORT), "127.0.0.1");
