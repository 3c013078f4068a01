import type { IncomingMessage } from "node:http";

import type { Collector } from "./collector.ts";
import type { Answer } from "./http/answers.ts";
import { type MetricFamilyText, metricsText } from "./protocol/open-metrics.ts";

/** What this run of the collector has counted of itself. */
export class OwnFigures {
  private readonly requests = new Map<string, number>();
  private readonly refused = new Map<string, number>();

  /** Only addresses of ours are told apart: strangers must not fill the memory. */
  countRequest(path: string, status: number): void {
    add(this.requests, `${path} ${status}`, 1);
  }

  countRefused(reasons: ReadonlyMap<string, number>): void {
    for (const [reason, count] of reasons) add(this.refused, reason, count);
  }

  families(): MetricFamilyText[] {
    return [
      {
        name: "timonerie_collector_requests",
        type: "counter",
        help: "Requests answered, by address and status.",
        samples: [...this.requests].map(([name, value]) => {
          const [path = "", status = ""] = name.split(" ");
          return { labels: { path, status }, value };
        }),
      },
      {
        name: "timonerie_collector_refused_samples",
        type: "counter",
        help: "Samples of the open doors that were refused, by reason.",
        samples: [...this.refused].map(([reason, value]) => ({ labels: { reason }, value })),
      },
    ];
  }
}

/** `GET /metrics`: the collector's own health. Nothing of any client, no name and no secret: anybody may ask. */
export function ownMetrics(collector: Collector, request: IncomingMessage): Answer {
  const { text, contentType } = metricsText(familiesOf(collector), request.headers.accept);
  return { status: 200, body: text, headers: { "content-type": contentType } };
}

function familiesOf({ figures, commits, live, feeds, sealing, startedAt, reasons }: Collector): MetricFamilyText[] {
  const gauge = (name: string, help: string, value: number): MetricFamilyText => ({
    name: `timonerie_collector_${name}`,
    type: "gauge",
    help,
    samples: [{ value }],
  });
  const counter = (name: string, help: string, value: number): MetricFamilyText => ({
    ...gauge(name, help, value),
    type: "counter",
  });
  const { user, system } = process.cpuUsage();
  return [
    gauge("ready", "Whether pushes are accepted: 1 or 0.", reasons.size === 0 ? 1 : 0),
    ...figures.families(),
    counter("commits", "Commits of samples.", commits.done.commits),
    counter("committed_snapshots", "Snapshots committed.", commits.done.snapshots),
    counter("failed_commits", "Commits that the database did not take.", commits.done.failed),
    gauge("waiting_snapshots", "Snapshots that wait for a commit.", commits.waitingSnapshots),
    gauge("seal_age_seconds", "Since samples were packed the last time; 900 is usual at most.", sealing.ageSeconds()),
    counter("failed_seals", "Times that samples could not be packed.", sealing.failed),
    gauge("live_sources", "Sources with a newest snapshot in memory.", live.newest().length),
    gauge("feeds", "Readers of the live feed.", feeds.size),
    gauge("start_time_seconds", "When this collector started, in seconds since 1970.", startedAt / 1_000),
    counter("cpu_seconds", "Processor time used.", (user + system) / 1e6),
    gauge("resident_memory_bytes", "Resident memory.", process.memoryUsage.rss()),
  ];
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}
