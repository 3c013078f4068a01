import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import express from "express";

import { publicApi } from "#app/http/api/api.server.ts";
import type { Operation } from "#app/http/api/operation.ts";
import { API_PATH, OPERATIONS } from "#app/http/api/operations.server.ts";
import { createExtranet } from "#app/http/extranet.ts";
import type { Database } from "#db/client.server.ts";
import { issueApiToken } from "#domain/api-tokens/commands.server.ts";
import { API_SCOPES, type NewApiToken } from "#domain/api-tokens/token.ts";
import { actorOf } from "#tests/support/journal.ts";
import type { FixtureUser } from "#tests/support/world.ts";

export interface ApiAsk {
  readonly method?: string;
  readonly token?: string;
  /** An object is sent as JSON, text and bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests find out.
  readonly body: any;
}

export interface TestApi {
  readonly url: string;
  /** Asks below /api/v1; a path that begins with /api/ is taken as it is. */
  ask(path: string, asked?: ApiAsk): Promise<ApiAnswered>;
  close(): Promise<void>;
}

/**
 * The extranet's server with no page behind it, on a socket: the API needs none. `planted` adds operations, to show that
 * a test would see them.
 */
export async function startApi(
  settings: {
    readonly requestsPerSecond?: number;
    readonly planted?: readonly Operation[];
    readonly trustedProxy?: string;
  } = {},
): Promise<TestApi> {
  const data = mkdtempSync(join(tmpdir(), "timonerie-api-"));
  process.env.TIMONERIE_API_REQUESTS_PER_SECOND = String(settings.requestsPerSecond ?? 1e6);
  const server = settings.planted
    ? plantedServer(settings.planted)
    : extranetServer(join(data, "client"), settings.trustedProxy);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    ask: (path, asked) => ask(url, path, asked),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function extranetServer(clientDirectory: string, trustedProxy?: string): Server {
  const build = { routes: {}, entry: { module: {} }, future: {}, assets: { routes: {} } } as unknown as ServerBuild;
  return createExtranet({ build, clientDirectory, trustedProxy }).server;
}

function plantedServer(planted: readonly Operation[]): Server {
  return createServer(express().use(API_PATH, publicApi([...OPERATIONS, ...planted])));
}

async function ask(url: string, path: string, { method, token, body, headers }: ApiAsk = {}): Promise<ApiAnswered> {
  const isRaw = body === undefined || typeof body === "string" || body instanceof Uint8Array;
  const response = await fetch(url + (path.startsWith("/api/") ? path : `/api/v1${path}`), {
    method: method ?? (body === undefined ? "GET" : "POST"),
    body: isRaw ? (body as BodyInit | undefined) : JSON.stringify(body),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

/** A token of the user, for everything unless told otherwise. */
export async function tokenOf(db: Database, user: FixtureUser, asked: Partial<NewApiToken> = {}, now = new Date()) {
  const whole: NewApiToken = { name: "Test", scopes: API_SCOPES, projectIds: null, days: 90, ...asked };
  const issued = await issueApiToken(db, actorOf(user), user.id, whole, now);
  if ("refused" in issued) throw new Error(issued.refused);
  return issued.token;
}
