import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
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

import { ADDRESS_HEADER } from "./address.ts";
import { publicApi } from "./api/api.server.ts";
import { DOCUMENT_PATH, openApiDocument } from "./api/document.server.ts";
import { API_PATH, OPERATIONS } from "./api/operations.server.ts";
import { healthOf } from "./health.server.ts";
import { EVENT_STREAM, limitArrival, limitServer, responseDeadlineMs, SERVER_OPTIONS } from "./limits.ts";
import { OwnFigures, ownMetrics } from "./own-metrics.server.ts";
import { identifyCaller, refuse, refuseForeignWrites, refuseOtherMethods, secureResponse } from "./request-checks.ts";
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
    limitArrival(request);
    if (!request.url?.startsWith(`${API_PATH}/`)) return app(request, response);
    figures.count(response);
    limited(open, request, response);
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
      // Files are looked for first: who went away meanwhile has closed it already, and is not told of again.
      if (response.destroyed) closed.abort();
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

/** What no route foresaw, such as an address that cannot be decoded: one word to the caller, the rest to the log. */
const answerFault: ErrorRequestHandler = (error: { status?: unknown }, _request, response, next) => {
  if (response.headersSent) return next(error);
  const isTheirs = typeof error.status === "number" && error.status >= 400 && error.status < 500;
  if (!isTheirs) console.error(error);
  refuse(response, isTheirs ? (error.status as number) : 500);
};

function limitResponse(open: Set<ServerResponse>): RequestHandler {
  return (request, response, next) => {
    limited(open, request, response);
    next();
  };
}

function limited(open: Set<ServerResponse>, request: IncomingMessage, response: ServerResponse): void {
  open.add(response);
  const deadline = setTimeout(() => {
    if (!isEventStream(response)) response.destroy();
  }, responseDeadlineMs(request));
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
