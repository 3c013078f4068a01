import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";

import {
  type AddressRefusal,
  type AddressRule,
  type CheckedDestination,
  checkedDestination,
  type Destination,
  destinationOf,
  hostDestination,
} from "./address.ts";

/** Of the hop, not of the message. */
const HOP_HEADERS = ["proxy-connection", "connection", "keep-alive", "proxy-authorization", "te", "upgrade"];
const IDLE_MS = 30_000;

export interface FilteringProxy {
  readonly url: string;
  /** "host:port" to why nobody may go there. */
  readonly refusals: ReadonlyMap<string, AddressRefusal>;
  close(): void;
}

/**
 * The only way out that the browser of a journey has: a proxy on this machine that applies the rule of addresses to every
 * connection, be it of the page, a redirect, a picture or a script, and connects to the very address that it looked at.
 */
export async function startFilteringProxy(rule: AddressRule): Promise<FilteringProxy> {
  const refusals = new Map<string, AddressRefusal>();
  const checked = async (to: Destination): Promise<CheckedDestination | null> => {
    const found = await checkedDestination(to, rule);
    if (!("refused" in found)) return found;
    refusals.set(`${to.host}:${to.port}`, found.refused);
    return null;
  };
  const server = createServer((asked, response) => void passOn(checked, asked, response));
  server.on("connect", (asked: IncomingMessage, socket: Duplex) => void tunnel(checked, asked, socket));
  server.on("upgrade", (_asked, socket: Duplex) => socket.destroy());
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${portOf(server)}`, refusals, close: () => end(server) };
}

type Checked = (to: Destination) => Promise<CheckedDestination | null>;

async function passOn(checked: Checked, asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const parsed = destinationOf(asked.url ?? "");
  if ("refused" in parsed || parsed.url.protocol !== "http:") return void response.writeHead(403).end();
  const to = await checked(parsed.to);
  if (!to) return void response.writeHead(403).end();
  const headers = { ...asked.headers, host: parsed.url.host };
  for (const name of HOP_HEADERS) delete headers[name as keyof typeof headers];
  const path = parsed.url.pathname + parsed.url.search;
  const onward = request({ host: to.address, port: to.port, method: asked.method, path, headers, timeout: IDLE_MS });
  onward.once("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, withoutHop(answer.headers));
    answer.pipe(response);
    answer.once("error", () => response.destroy());
  });
  onward.once("timeout", () => onward.destroy());
  onward.once("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.once("close", () => onward.destroy());
  asked.pipe(onward);
}

async function tunnel(checked: Checked, asked: IncomingMessage, socket: Duplex): Promise<void> {
  socket.on("error", () => {});
  const [, host = "", port = ""] = /^(.*):(\d+)$/.exec(asked.url ?? "") ?? [];
  const typed = hostDestination(host, Number(port));
  const to = "refused" in typed ? null : await checked(typed.to);
  if (!to) return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  const onward = connect({ host: to.address, port: to.port });
  onward.setTimeout(IDLE_MS, () => onward.destroy());
  onward.once("error", () => socket.destroy());
  onward.once("connect", () => {
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    socket.pipe(onward).pipe(socket);
  });
  socket.once("close", () => onward.destroy());
}

function withoutHop(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  const kept = { ...headers };
  for (const name of HOP_HEADERS) delete kept[name];
  return kept;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}
