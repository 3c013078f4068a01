import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

import { isOutage } from "#db/outage.server.ts";

import type { Collector } from "./collector.ts";
import { speakerOf } from "./http/address.ts";
import { type Answer, refusal, STREAMED, send, unavailable } from "./http/answers.ts";
import { Gathering } from "./http/gathering.ts";
import { PlainConnection } from "./http/plain-connection.ts";
import { type PlainHead, PUSH_PATH } from "./http/plain-head.ts";
import { QueueFull } from "./ingest/push/group-commit.ts";
import { pushInHand } from "./ingest/push/route.ts";
import { type Result, ROUTES } from "./routes.ts";

/** What a sender that we do not read further may still send before its connection ends. */
const LINGER_MS = 1_000;

const ROUTES_AT = new Map(ROUTES.map(({ path }) => [path, ROUTES.filter((route) => route.path === path)]));
const PREFIXES = [...new Set(ROUTES.filter(({ isPrefix }) => isPrefix).map(({ path }) => path))];

/** Longer than an agent's interval: a new TLS handshake costs forty times a push. */
const KEEP_ALIVE_MS = 75_000;

/**
 * The collector's server: bare node:http, with the time-outs that take slow clients away. Headers within 5 s, a body
 * within 60 s and never still for 5 s (http/body.ts). Connections begin as an agent's (http/plain-connection.ts).
 */
export function createCollectorServer(collector: Collector): { server: Server; endIdle(): void } {
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 60_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 8_192,
      noDelay: true,
    },
    (request, response) => void answer(collector, request, response),
  );
  server.maxConnections = 12_000;
  const plain = new Set<PlainConnection>();
  const gathering = new Gathering();
  const [toHttp] = server.listeners("connection");
  server.removeAllListeners("connection");
  server.on("connection", (socket) => {
    // An answer's end is an empty second piece: written apart it costs nothing, gathered it makes every answer dearer.
    socket._writev = undefined;
    const connection = new PlainConnection(socket, {
      answer: (head, body) => answerPush(collector, socket, head, body),
      handOver: () => {
        plain.delete(connection);
        toHttp?.call(server, socket);
      },
      gathering,
      keepAliveMs: KEEP_ALIVE_MS,
    });
    plain.add(connection);
    socket.on("close", () => plain.delete(connection));
  });
  const endIdle = () => {
    server.closeIdleConnections();
    for (const connection of plain) connection.endIfIdle();
  };
  return { server, endIdle };
}

async function answerPush(collector: Collector, socket: Socket, head: PlainHead, body: Buffer): Promise<Answer> {
  const answer = await pushed(collector, socket, head, body);
  collector.figures.countRequest(PUSH_PATH, answer.status);
  return collector.reasons.has("stopping") ? { ...answer, closes: true } : answer;
}

async function pushed(
  collector: Collector,
  socket: Socket,
  { authorization, forwardedFor }: PlainHead,
  body: Buffer,
): Promise<Answer> {
  if (collector.reasons.size > 0) return notReady(collector);
  try {
    const address = () => speakerOf(socket, forwardedFor, collector.trustedProxy);
    return await pushInHand(collector, authorization, address, body);
  } catch (error) {
    return failure(`POST ${PUSH_PATH}`, error);
  }
}

function notReady({ reasons }: Collector): Answer {
  return unavailable(`The collector is not ready: ${[...reasons].join(", ")}.`, 1);
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
    return notReady(collector);
  }
  try {
    return await route.handle(collector, request, response);
  } catch (error) {
    return failure(`${request.method} ${path}`, error);
  }
}

/** Whatever was begun was rolled back: the sender keeps its samples and sends them again. */
function failure(what: string, error: unknown): Answer {
  if (error instanceof QueueFull) return unavailable("More arrives than can be stored.", 2);
  if (!isOutage(error)) console.error(`${what} failed`, error);
  return unavailable("The database does not answer.");
}

/** The address as routes name it: what follows a prefix may hold a key, which belongs in no count and no log. */
function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  const path = end < 0 ? url : url.slice(0, end);
  return PREFIXES.find((prefix) => path.startsWith(prefix)) ?? path;
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
