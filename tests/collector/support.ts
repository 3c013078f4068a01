import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import type { DeclaredSeries, PushBody, Snapshot } from "#collector/protocol/push.ts";
import { type RunningCollector, runCollector } from "#collector/run.ts";
import type { CollectorSettings } from "#collector/settings.ts";
import type { Database } from "#db/client.server.ts";
import { schemaHash } from "#db/metrics/schema-rows.server.ts";
import { sourceTokens } from "#db/schema/sources.ts";
import { type TestDatabase, withDatabase } from "#tests/support/database.ts";
import { popgom, type World } from "#tests/support/world.ts";

export const SECRET = "5ec7e7".repeat(8);

export const SERIES: DeclaredSeries[] = [
  ["cpu_used_ratio", "gauge"],
  ["memory_used_ratio", "gauge"],
  ['filesystem_used_ratio{mount="/var"}', "gauge"],
];

export interface CollectorTest extends RunningCollector {
  readonly db: Database;
  readonly handle: TestDatabase;
  readonly world: World;
  /** Token of web-1. */
  readonly token: string;
}

/** A running collector on a database with the fixtures of the world. */
export function withCollector(
  use: (test: CollectorTest) => Promise<void>,
  options: { now?: () => number; settings?: Partial<CollectorSettings> } = {},
): Promise<void> {
  return withDatabase(async (db, handle) => {
    const world = await popgom(db);
    const token = await tokenFor(db, world.web1.sourceId);
    const running = await runCollector({ ...settingsFor(handle.url), ...options.settings }, options);
    try {
      await running.ready;
      await use(Object.assign(running, { db, handle, world, token }));
    } finally {
      await running.stop();
    }
  });
}

export function settingsFor(databaseUrl: string): CollectorSettings {
  return {
    databaseUrl,
    host: "127.0.0.1",
    port: 0,
    internalSecret: SECRET,
    publicUrl: "http://collector.test",
    agentDirectory: "/nonexistent",
  };
}

/** A token of the source, as enrolment would give. */
export async function tokenFor(db: Database, sourceId: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db.insert(sourceTokens).values({
    sourceId,
    tokenHash: createHash("sha256").update(token).digest(),
    createdAt: new Date(),
  });
  return token;
}

export function pushBody(snapshots: readonly Snapshot[], series: DeclaredSeries[] | null = SERIES): PushBody {
  return { schema: schemaHash(series ?? SERIES), ...(series ? { series } : {}), snapshots };
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test finds out.
  readonly body: any;
}

/** A request as an agent sends it. A body that is no text or bytes is sent as JSON. */
export function send(
  url: string,
  path: string,
  {
    method = "POST",
    token,
    body,
    headers = {},
  }: { method?: string; token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answered> {
  const payload = Buffer.isBuffer(body) || typeof body === "string" ? body : body && JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, url),
      { method, agent: false, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers } },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(parts).toString();
          const isJson = String(response.headers["content-type"]).startsWith("application/json");
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: isJson ? JSON.parse(text) : text,
          });
        });
      },
    );
    sent.on("error", reject);
    sent.end(payload);
  });
}
