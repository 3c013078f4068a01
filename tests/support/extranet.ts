import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";

import { auth, sessionCookieName } from "#app/http/auth.server.ts";
import { closeDatabaseWatch } from "#app/http/database-watch.server.ts";
import { createExtranet } from "#app/http/extranet.ts";
import { watchRevocations } from "#app/http/revocations.server.ts";
import { APP_DIRECTORY, routeFiles } from "#bin/route-files.ts";
import { withDatabase } from "#tests/support/database.ts";

/** A route of the build: its place and its module. */
export type ServerRoute = NonNullable<ServerBuild["routes"][string]>;

export interface Ask {
  readonly method?: string;
  /** Cookie header, as `signedInAs` gives it. */
  readonly as?: string;
  readonly form?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

export interface TestExtranet {
  /** http://localhost:port, the origin that writes must name. */
  readonly url: string;
  readonly build: ServerBuild;
  /** Asks as a browser on our own page would; redirects are not followed. */
  ask(path: string, asked?: Ask): Promise<Response>;
  /** A session of the user, as a Cookie header. */
  signedInAs(userId: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * The extranet itself, on a socket, out of the route files: real Express, real Remix, no bundle. One a test file, because
 * better-auth keeps the address it was made with. `planted` adds routes, to show that a test would see them.
 */
export async function startExtranet(
  planted: readonly ServerRoute[] = [],
  { databaseUrl }: { databaseUrl?: string } = {},
): Promise<TestExtranet> {
  // Sets DATABASE_URL to the worker's database, which the tests then fill.
  if (databaseUrl === undefined) await withDatabase(async () => {});
  else process.env.DATABASE_URL = databaseUrl;
  const data = mkdtempSync(join(tmpdir(), "timonerie-extranet-"));
  process.env.TIMONERIE_DATA = data;
  const build = await buildOfRouteFiles(planted);
  const extranet = createExtranet({ build, clientDirectory: join(data, "client") });
  await new Promise<void>((listening) => extranet.server.listen(0, "127.0.0.1", listening));
  const url = `http://localhost:${(extranet.server.address() as AddressInfo).port}`;
  process.env.TIMONERIE_URL = url;
  const revocations = watchRevocations();

  return {
    url,
    build,
    ask: (path, asked = {}) =>
      fetch(new URL(path, url), {
        method: asked.method ?? (asked.form ? "POST" : "GET"),
        body: asked.form && new URLSearchParams(asked.form),
        headers: { origin: url, ...(asked.as ? { cookie: asked.as } : {}), ...asked.headers },
        redirect: "manual",
      }),
    signedInAs,
    async close() {
      await revocations.stop();
      await extranet.close();
      await closeDatabaseWatch();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function signedInAs(userId: string): Promise<string> {
  const context = await auth().$context;
  const session = await context.internalAdapter.createSession(userId);
  if (!session) throw new Error(`no session for ${userId}: locked, or a demo login on an exposed server`);
  const signature = createHmac("sha256", context.secret).update(session.token).digest("base64");
  return `${sessionCookieName()}=${encodeURIComponent(`${session.token}.${signature}`)}`;
}

/** What `remix vite:build` would make, for the server's half. */
async function buildOfRouteFiles(planted: readonly ServerRoute[]): Promise<ServerBuild> {
  const routes: ServerBuild["routes"] = {
    root: { id: "root", path: "", module: await import(join(APP_DIRECTORY, "root.tsx")) },
  };
  for (const { id, parentId, path, index, file } of await routeFiles()) {
    routes[id] = { id, parentId, path, index, module: await import(join(APP_DIRECTORY, file)) } as ServerRoute;
  }
  for (const route of planted) routes[route.id] = route;
  return {
    entry: { module: await import(join(APP_DIRECTORY, "entry.server.tsx")) },
    routes,
    assets: assetsOf(routes),
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    basename: "/",
    mode: "test",
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_lazyRouteDiscovery: true,
      v3_relativeSplatPath: true,
      v3_singleFetch: false,
      v3_throwAbortReason: true,
    },
  };
}

function assetsOf(routes: ServerBuild["routes"]): ServerBuild["assets"] {
  const entries = Object.values(routes).map((route) => [
    route?.id,
    {
      id: route?.id,
      parentId: route?.parentId,
      path: route?.path,
      index: route?.index,
      module: `/assets/${route?.id}.js`,
      hasAction: route?.module.action !== undefined,
      hasLoader: route?.module.loader !== undefined,
      hasClientAction: false,
      hasClientLoader: false,
      hasErrorBoundary: route?.module.ErrorBoundary !== undefined,
    },
  ]);
  return {
    entry: { module: "/assets/entry.client.js", imports: [] },
    routes: Object.fromEntries(entries),
    url: "/assets/manifest.js",
    version: "test",
  };
}
