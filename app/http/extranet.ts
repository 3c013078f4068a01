import { randomBytes } from "node:crypto";
import { createServer, type RequestListener, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import { join } from "node:path";

import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from "express";

import { ADDRESS_HEADER, FORWARDED_HEADERS, plainAddress } from "./address.ts";
import { publicApi } from "./api/api.server.ts";
import { DOCUMENT_PATH, openApiDocument } from "./api/document.server.ts";
import { API_PATH, OPERATIONS } from "./api/operations.server.ts";
import { healthOf } from "./health.server.ts";
import {
  bodyRefusal,
  EVENT_STREAM,
  FORM,
  limitServer,
  ONE_CLICK,
  RESPONSE_DEADLINE_MS,
  SERVER_OPTIONS,
} from "./limits.ts";
import { isOwnOrigin } from "./origin.ts";
import { OwnFigures, ownMetrics } from "./own-metrics.server.ts";
import { securityHeaders } from "./security-headers.ts";
import { isHttps, trustedOrigins } from "./settings.server.ts";
import { steadyBuild } from "./steady-build.server.ts";

import "./context.ts";

/** What Express answers itself; all other addresses are Remix's. tests/tenancy.test.ts walks both lists. */
export const EXPRESS_ROUTES: readonly { readonly path: string; readonly methods: readonly string[] }[] = [
  { path: "/healthz", methods: ["GET", "HEAD"] },
  { path: "/metrics", methods: ["GET", "HEAD"] },
  { path: "/assets/*", methods: ["GET", "HEAD"] },
  { path: DOCUMENT_PATH, methods: ["GET", "HEAD"] },
  // Each operation of it is walked by tests/tenancy-api.test.ts.
  ...OPERATIONS.map(({ method, path }) => ({ path: API_PATH + path, methods: [method] })),
];

/** Every other method is refused, at every address alike: no route has to think of it. */
const METHODS = ["GET", "HEAD", "POST"];

/** How long a stop waits for the requests under way. */
const CLOSING_MS = 8_000;

export interface ExtranetOptions {
  readonly build: ServerBuild;
  /** build/client: hashed assets below assets/, and what came from public/. */
  readonly clientDirectory: string;
  /** Address or network of the proxy whose X-Forwarded-For and -Proto are believed. */
  readonly trustedProxy?: string;
}

export interface Extranet {
  readonly server: Server;
  /** Ends the live streams, lets every other request finish, then closes. */
  close(): Promise<void>;
}

/** The extranet's HTTP server, not yet listening. */
export function createExtranet(options: ExtranetOptions): Extranet {
  const open = new Set<ServerResponse>();
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustedProxy ? options.trustedProxy.split(",").map((hop) => hop.trim()) : false);
  const figures = new OwnFigures();
  const api = publicApi(OPERATIONS, app.get("trust proxy fn"));
  app.use((_request, response, next) => {
    figures.count(response);
    next();
  });
  app.use(API_PATH, limitResponse(open), api);
  app.use(identifyCaller, secureResponse, refuseOtherMethods, refuseForeignWrites, limitResponse(open));
  app.use(compression({ filter: isCompressible }));
  serveFiles(app, options.clientDirectory);
  app.get("/healthz", answerHealth);
  app.get("/metrics", ownMetrics(figures));
  app.get(DOCUMENT_PATH, answerDocument());
  app.all("*", remixHandler(options.build));
  app.use(answerFault);

  // What the API needs of Express is nothing; an address of it that is written in another way still gets there.
  const answer: RequestListener = (request, response) => {
    if (!request.url?.startsWith(`${API_PATH}/`)) return app(request, response);
    figures.count(response);
    limited(open, response);
    api(request, response);
  };
  const server = createServer(SERVER_OPTIONS, answer);
  limitServer(server);
  return { server, close: () => closeGently(server, open) };
}

function remixHandler(build: ServerBuild): RequestHandler {
  return createRequestHandler({
    build: steadyBuild(build),
    getLoadContext(request, response) {
      const closed = new AbortController();
      response.on("close", () => closed.abort());
      return {
        nonce: (response as Response).locals.nonce as string,
        closed: closed.signal,
        address: request.get(ADDRESS_HEADER) ?? "unknown",
        backlog: () => response.writableLength,
        asData: request.query._data !== undefined,
      };
    },
  });
}

/** Behind this point the only word about who calls is ours. */
const identifyCaller: RequestHandler = (request, response, next) => {
  for (const name of FORWARDED_HEADERS) delete request.headers[name];
  if (!URL.canParse(`http://${request.headers.host}`)) {
    refuse(response, 400);
    return;
  }
  request.headers[ADDRESS_HEADER] = plainAddress(request.ip);
  delete request.headers["x-forwarded-for"];
  next();
};

const secureResponse: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(16).toString("base64");
  response.set(securityHeaders({ nonce: response.locals.nonce as string, https: isHttps() }));
  // Pages are about one user; a route that may be kept says so itself.
  response.set("cache-control", "no-store");
  // Remix adds its routes' headers to those that are set, and what is to be kept for a minute would still not be stored.
  const append = response.append.bind(response);
  response.append = (name, value) =>
    name.toLowerCase() === "cache-control" ? response.set(name, value) : append(name, value);
  next();
};

const refuseOtherMethods: RequestHandler = (request, response, next) => {
  if (METHODS.includes(request.method)) return next();
  refuse(response.set("allow", METHODS.join(", ")), 405);
};

const refuseForeignWrites: RequestHandler = (request, response, next) => {
  const { method, headers } = request;
  const origin = request.get("origin");
  const fetchSite = request.get("sec-fetch-site");
  const own = isOwnOrigin({ method, origin, fetchSite, hasCookie: headers.cookie !== undefined }, trustedOrigins());
  const isApi = request.path.startsWith("/api/");
  const mediaType = ONE_CLICK.test(request.path) ? null : isApi ? "application/json" : FORM;
  const refused = own ? bodyRefusal(method, headers, mediaType) : 403;
  if (refused !== null) return refuse(response, refused);
  if (method === "POST") {
    // Remix compares the origin with the host once more, and fails where a proxy names another: ours is proved already.
    if (origin !== undefined) headers["x-forwarded-host"] = new URL(origin).host;
    // Without this an empty body is no form, and reading it fails.
    if (!isApi) headers["content-type"] = FORM;
  }
  next();
};

/** The body was not read: the connection cannot be used again. */
function refuse(response: Response, status: number): void {
  response.set("connection", "close").status(status).type("txt").send(STATUS_CODES[status]);
}

/** What no route foresaw, such as an address that cannot be decoded: one word to the caller, the rest to the log. */
const answerFault: ErrorRequestHandler = (error: { status?: unknown }, _request, response, next) => {
  if (response.headersSent) return next(error);
  const isTheirs = typeof error.status === "number" && error.status >= 400 && error.status < 500;
  if (!isTheirs) console.error(error);
  refuse(response, isTheirs ? (error.status as number) : 500);
};

function limitResponse(open: Set<ServerResponse>): RequestHandler {
  return (_request, response, next) => {
    limited(open, response);
    next();
  };
}

function limited(open: Set<ServerResponse>, response: ServerResponse): void {
  open.add(response);
  const deadline = setTimeout(() => {
    if (!isEventStream(response)) response.destroy();
  }, RESPONSE_DEADLINE_MS);
  deadline.unref();
  response.on("close", () => {
    clearTimeout(deadline);
    open.delete(response);
  });
}

function serveFiles(app: Express, clientDirectory: string): void {
  app.use("/assets", express.static(join(clientDirectory, "assets"), { immutable: true, maxAge: "1y", index: false }));
  app.use("/assets", (_request, response) => void response.status(404).type("txt").send("Not Found"));
  app.use(express.static(clientDirectory, { maxAge: "1h", index: false, redirect: false }));
}

function answerDocument(): RequestHandler {
  let text: string | undefined;
  return (_request, response) => {
    text ??= JSON.stringify(openApiDocument());
    response.type("json").send(text);
  };
}

async function answerHealth(_request: Request, response: Response): Promise<void> {
  const health = await healthOf();
  response.status(health.status === "ok" ? 200 : 503).json(health);
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader("content-type") ?? "").startsWith(EVENT_STREAM);
}

/** An event stream that is compressed waits in the compressor's buffer. */
function isCompressible(request: Request, response: Response): boolean {
  return !isEventStream(response) && compression.filter(request, response);
}

async function closeGently(server: Server, open: Set<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const response of open) if (isEventStream(response)) response.end();
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), CLOSING_MS);
  await closed;
  clearTimeout(patience);
}
