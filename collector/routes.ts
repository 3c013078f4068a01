import type { IncomingMessage, ServerResponse } from "node:http";

import { agentFile, installScript } from "./agent-files/routes.ts";
import { checkRuns, checksToRun } from "./checks/routes.ts";
import type { Collector } from "./collector.ts";
import { health } from "./health.ts";
import type { Answer, STREAMED } from "./http/answers.ts";
import { backups } from "./ingest/backups/route.ts";
import { scriptReport } from "./ingest/backups/script-route.ts";
import { enrol } from "./ingest/enrol/route.ts";
import { inventory } from "./ingest/inventory/route.ts";
import { otlpMetrics } from "./ingest/otlp/route.ts";
import { push } from "./ingest/push/route.ts";
import { remoteWrite } from "./ingest/remote-write/route.ts";
import { feed } from "./live/feed.ts";
import { watch } from "./live/watch.ts";
import { ownMetrics } from "./own-figures.ts";

/** Null when the sender went away before it could be answered. */
export type Result = Answer | typeof STREAMED | null;

export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Whether it answers every address that begins with `path`. */
  readonly isPrefix?: boolean;
  readonly handle: (
    collector: Collector,
    request: IncomingMessage,
    response: ServerResponse,
  ) => Result | Promise<Result>;
  /** Answers also while the collector starts, ends, or waits for its turn. */
  readonly always?: boolean;
}

/** Every address of the collector. */
export const ROUTES: readonly Route[] = [
  { method: "GET", path: "/healthz", handle: health, always: true },
  { method: "GET", path: "/metrics", handle: ownMetrics, always: true },
  { method: "POST", path: "/v1/push", handle: push },
  { method: "POST", path: "/api/v1/write", handle: remoteWrite },
  { method: "POST", path: "/v1/metrics", handle: otlpMetrics },
  { method: "POST", path: "/v1/inventory", handle: inventory },
  { method: "POST", path: "/v1/backups", handle: backups },
  { method: "GET", path: "/b/", isPrefix: true, handle: scriptReport },
  { method: "POST", path: "/b/", isPrefix: true, handle: scriptReport },
  { method: "POST", path: "/v1/enrol", handle: enrol },
  { method: "GET", path: "/v1/checks", handle: checksToRun },
  { method: "POST", path: "/v1/check-runs", handle: checkRuns },
  { method: "GET", path: "/agent/install.sh", handle: installScript, always: true },
  { method: "GET", path: "/agent/timonerie-agent.cjs", handle: agentFile("agent.cjs"), always: true },
  { method: "GET", path: "/agent/agent-inventory.cjs", handle: agentFile("agent-inventory.cjs"), always: true },
  { method: "GET", path: "/internal/feed", handle: feed },
  { method: "POST", path: "/internal/watch", handle: watch },
];
