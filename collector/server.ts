import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import { isOutage } from "#db/outage.server.ts";

import type { Collector } from "./collector.ts";
import { type Answer, refusal, STREAMED, send, unavailable } from "./http/answers.ts";
import { QueueFull } from "./ingest/push/group-commit.ts";
import { type Result, ROUTES } from "./routes.ts";

/** What a sender that we do not read further may still send before its connection ends. */
const LINGER_MS = 1_000;

const ROUTES_AT = new Map(ROUTES.map(({ path }) => [path, ROUTES.filter((route) => route.path === path)]));

/**
 * The collector's server: bare node:http, with the time-outs that take slow clients away. Headers within 5 s, a body
 * within 60 s and never still for 5 s (http/body.ts); kept alive for longer than an agent's interval, because a new
 * TLS handshake costs forty times a push.
 */
export function createCollectorServer(collector: Collector): Server {
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 60_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 75_000,
      maxHeaderSize: 8_192,
      noDelay: true,
    },
    (request, response) => void answer(collector, request, response),
  );
  server.maxConnections = 10_000;
  // An answer's end is an empty second piece: written apart it costs nothing, gathered it makes every answer dearer.
  server.on("connection", (socket) => {
    socket._writev = undefined;
  });
  return server;
}

async function answer(collector: Collector, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Most bodies come in one piece with their head, and are here when that piece is taken apart.
  await undefined;
  const path = pathOf(request);
  const result = await resultOf(collector, path, request, response);
  if (result === STREAMED || result === null || response.destroyed) return;
  if (result.status !== 404) collector.figures.countRequest(path, result.status);
  const isUnread = !request.complete;
  send(response, { ...result, closes: result.closes || isUnread || collector.reasons.has("stopping") });
  if (isUnread) linger(request);
}

async function resultOf(
  collector: Collector,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Result> {
  const routes = ROUTES_AT.get(path);
  if (!routes) return refusal(404, "not_found", "There is nothing at this address.");
  const route = routes.find(({ method }) => method === request.method);
  if (!route) return methodNotAllowed(routes.map(({ method }) => method));
  if (!route.always && collector.reasons.size > 0) {
    return unavailable(`The collector is not ready: ${[...collector.reasons].join(", ")}.`, 1);
  }
  try {
    return await route.handle(collector, request, response);
  } catch (error) {
    // Whatever was begun was rolled back: the sender keeps its samples and sends them again.
    if (error instanceof QueueFull) return unavailable("More arrives than can be stored.", 2);
    if (!isOutage(error)) console.error(`${request.method} ${path} failed`, error);
    return unavailable("The database does not answer.");
  }
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

function methodNotAllowed(methods: readonly string[]): Answer {
  const allow = methods.join(", ");
  return { ...refusal(405, "method_not_allowed", `This address takes ${allow} only.`), headers: { allow } };
}

/**
 * Lets an unread body run into nothing for a moment: ending the connection at once would reset it, and the sender
 * would never see why it was refused.
 */
function linger(request: IncomingMessage): void {
  request.resume();
  const end = setTimeout(() => request.destroy(), LINGER_MS);
  request.on("close", () => clearTimeout(end));
}
