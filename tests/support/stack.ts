import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "../../bin/build.mjs";
import { ownDatabase, type TestDatabase } from "./database.ts";
import { freePort, startProgram, type TestProgram } from "./program.ts";
import { popgom, type World } from "./world.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Stack {
  readonly world: World;
  readonly database: TestDatabase;
  /** Data directory of the programs: internal.secret, secrets/. */
  readonly data: string;
  readonly extranetUrl: string;
  readonly collectorUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly extranet: TestProgram;
  readonly collector: TestProgram;
  /** Kills the collector (-9) and starts it again on the same port. */
  restartCollector(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The built collector and extranet, as users run them, on free ports of 127.0.0.1, with a database and a data
 * directory of their own and the popgom world in them. For beforeAll: it takes some seconds. Stop it in afterAll.
 */
export async function startStack(overrides: Readonly<Record<string, string>> = {}): Promise<Stack> {
  await build();
  const database = await ownDatabase();
  const data = mkdtempSync(join(tmpdir(), "timonerie-stack-"));
  writeFileSync(join(data, "internal.secret"), randomBytes(32).toString("hex"), { mode: 0o600 });
  const [port, collectorPort] = [await freePort(), await freePort()];
  const extranetUrl = `http://localhost:${port}`;
  const collectorUrl = `http://127.0.0.1:${collectorPort}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: database.url,
    TIMONERIE_DATA: data,
    TIMONERIE_HOST: "127.0.0.1",
    TIMONERIE_PORT: String(port),
    TIMONERIE_COLLECTOR_PORT: String(collectorPort),
    TIMONERIE_URL: extranetUrl,
    TIMONERIE_COLLECTOR_URL: collectorUrl,
    ...overrides,
  };
  const world = await popgom(database.db);

  const startCollector = () =>
    startProgram({ script: join(ROOT, "build/collector.js"), env, health: `${collectorUrl}/healthz` });
  let collector = await startCollector();
  const extranet = await startProgram({
    script: join(ROOT, "build/server/extranet.js"),
    env,
    health: `http://127.0.0.1:${port}/healthz`,
  });
  return {
    world,
    database,
    data,
    extranetUrl,
    collectorUrl,
    env,
    extranet,
    get collector() {
      return collector;
    },
    async restartCollector() {
      await collector.kill();
      collector = await startCollector();
    },
    async stop() {
      await extranet.stop();
      await collector.stop();
      await database.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
