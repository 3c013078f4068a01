import type { ServerResponse } from "node:http";

import type { Request, RequestHandler, Response } from "express";

import { parseSeriesKey } from "#collector/protocol/metrics.ts";
import { latestFamilies, type MetricFamilyText, metricsText } from "#collector/protocol/open-metrics.ts";
import { database } from "#db/client.server.ts";
import { type Bearer, isAllowedToBearer } from "#domain/api-tokens/bearers.server.ts";
import { latestSamples } from "#domain/machines/measures.server.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { ADDRESS_HEADER } from "./address.ts";
import { Gate } from "./api/gate.server.ts";
import { PROBLEMS } from "./api/problem.ts";

/** What this run of the extranet has counted of itself. */
export class OwnFigures {
  private readonly requests = new Map<number, number>();
  private readonly startedAt = Date.now();

  /** Counts each answer by its status; an answer that was cut has none. */
  count(response: ServerResponse): void {
    response.on("finish", () => {
      this.requests.set(response.statusCode, (this.requests.get(response.statusCode) ?? 0) + 1);
    });
  }

  families(): MetricFamilyText[] {
    const { user, system } = process.cpuUsage();
    const one = (name: string, type: MetricFamilyText["type"], help: string, value: number): MetricFamilyText => ({
      name: `timonerie_extranet_${name}`,
      type,
      help,
      samples: [{ value }],
    });
    return [
      {
        name: "timonerie_extranet_requests",
        type: "counter",
        help: "Requests answered, by status.",
        samples: [...this.requests].map(([status, value]) => ({ labels: { status: `${status}` }, value })),
      },
      one("start_time_seconds", "gauge", "When it started, in seconds since 1970.", this.startedAt / 1_000),
      one("cpu_seconds", "counter", "Processor time used.", (user + system) / 1e6),
      one("resident_memory_bytes", "gauge", "Resident memory.", process.memoryUsage.rss()),
    ];
  }
}

/**
 * `GET /metrics`: our own health to anybody, without a name of any client. With an API token of the scope
 * `metrics.read` the newest values of the machines that its user sees, and nothing of ours.
 */
export function ownMetrics(figures: OwnFigures): RequestHandler {
  const gate = new Gate();
  return (request, response, next) => {
    answer(gate, figures, request, response).catch(next);
  };
}

async function answer(gate: Gate, figures: OwnFigures, request: Request, response: Response): Promise<void> {
  const accept = request.get("accept");
  if (request.get("authorization") === undefined) return send(response, metricsText(figures.families(), accept));

  const caller = { headers: request.headers, address: request.get(ADDRESS_HEADER) ?? "unknown" };
  const entered = await gate.enter(caller, new Date());
  if ("problem" in entered) {
    response.status(PROBLEMS[entered.problem].status).set(entered.headers ?? {});
    return void response.type("txt").send(`${entered.detail}\n`);
  }
  const { bearer } = entered;
  if (!bearer.scopes.includes("metrics.read")) {
    return void response.status(403).type("txt").send("The token needs the scope metrics.read.\n");
  }
  send(response, metricsText(latestFamilies(await machinesOfBearer(bearer)), accept));
}

function send(response: Response, { text, contentType }: { text: string; contentType: string }): void {
  response.status(200).set("content-type", contentType).end(text);
}

async function machinesOfBearer(bearer: Bearer): Promise<Parameters<typeof latestFamilies>[0]> {
  const db = database();
  const projects = (await projectsOf(db, bearer.memberships)).filter(({ id, clientId }) =>
    isAllowedToBearer(bearer, "machine.read", { kind: "project", projectId: id, clientId }),
  );
  const slugs = new Map(projects.map(({ id, slug }) => [id, slug]));
  const machines = await machinesOf(db, [...slugs.keys()]);
  const bySource = new Map(machines.map((machine) => [machine.sourceId, machine]));
  const samples = await latestSamples(machines.flatMap(({ sourceId }) => sourceId ?? []));
  return samples.flatMap(({ sourceId, at, values }) => {
    const machine = bySource.get(sourceId);
    if (!machine) return [];
    const labels = { project: slugs.get(machine.projectId) ?? "", machine: machine.name };
    const series = Object.entries(values).flatMap(([key, value]) => {
      const parsed = parseSeriesKey(key);
      return parsed && value !== null ? [{ ...parsed, value }] : [];
    });
    return [{ labels, at, series }];
  });
}
