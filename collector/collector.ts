import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";

import { type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";

import { RateLimit } from "./http/limits.ts";
import { ScriptLimits } from "./ingest/backups/script-limits.ts";
import { DoorSchemas } from "./ingest/doors/schemas.ts";
import { DoorWriter } from "./ingest/doors/writer.ts";
import { GroupCommit } from "./ingest/push/group-commit.ts";
import { SourceTokens } from "./ingest/source-tokens.ts";
import { Sealing } from "./jobs/sealing.ts";
import { Hub } from "./live/hub.ts";
import { LiveMap } from "./live/live-map.ts";
import { Watches } from "./live/watch.ts";
import { OwnFigures } from "./own-figures.ts";
import type { CollectorSettings } from "./settings.ts";

export const STARTING = "starting, or waiting for another collector to end";

/** Everything that a route of the collector works with. Exists once a process. */
export interface Collector extends CollectorSettings {
  readonly db: DatabaseHandle["db"];
  readonly pool: DatabaseHandle["pool"];
  readonly store: MetricStore;
  readonly tokens: SourceTokens;
  readonly commits: GroupCommit;
  /** What comes by remote-write and OTLP. */
  readonly doors: DoorWriter;
  readonly sealing: Sealing;
  readonly live: LiveMap;
  readonly hub: Hub;
  readonly watches: Watches;
  /** Requests per source: a spool of a day comes back in some 20, so that a hundred at once is plenty. */
  readonly requests: RateLimit<number>;
  /** New schemas per source: series that come and go change them at most once a minute. */
  readonly newSchemas: RateLimit<number>;
  /** What scripts tell of their backups. */
  readonly scripts: ScriptLimits;
  readonly feeds: Set<ServerResponse>;
  readonly figures: OwnFigures;
  readonly now: () => number;
  readonly startedAt: number;
  /** Names this run of the collector; a reader that sees another replaces what it knows. */
  readonly epoch: string;
  /** Why pushes are not accepted now; empty when they are. */
  readonly reasons: Set<string>;
}

/** Puts the parts together. Nothing listens yet, and nothing is read. */
export function openCollector(
  settings: CollectorSettings,
  now: () => number = Date.now,
): Collector & { closeDatabase(): Promise<void> } {
  const { db, pool, close } = openDatabase(settings.databaseUrl);
  const store = openMetricStore(pool);
  const commits = new GroupCommit(store, now);
  const newSchemas = new RateLimit<number>(10, 1 / 60);
  return {
    ...settings,
    db,
    pool,
    store,
    tokens: new SourceTokens(db),
    commits,
    doors: new DoorWriter(store, commits, new DoorSchemas(db, store, newSchemas), now),
    sealing: new Sealing(store, now),
    live: new LiveMap(),
    hub: new Hub(),
    watches: new Watches(),
    requests: new RateLimit(100, 10),
    newSchemas,
    scripts: new ScriptLimits(),
    feeds: new Set(),
    figures: new OwnFigures(),
    now,
    startedAt: now(),
    epoch: randomUUID(),
    reasons: new Set([STARTING]),
    closeDatabase: close,
  };
}
