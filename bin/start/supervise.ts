import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { COLLECTOR_NODE_OPTIONS } from "#collector/node-options.ts";
import { type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { requireRoom } from "#db/room.ts";
import { writeDemoChecks } from "#db/seed/checks.ts";
import { localMachine } from "#db/seed/local-machine.ts";
import { createFirstAdminInvitation } from "#domain/identity/invitations.server.ts";
import { announcement } from "./announce.ts";
import { startDatabase } from "./database.ts";
import { type Fleet, type FleetEntry, simulatedFleet } from "./fleet.ts";
import { withoutHistory, writeHistory } from "./history.ts";
import { localAgent } from "./local-agent.ts";
import { mailPlan } from "./mail.ts";
import { pastReports } from "./past-reports.ts";
import { claimDataDirectory, releaseDataDirectory } from "./pid-file.ts";
import { requireFreePorts } from "./ports.ts";
import { probePlan } from "./probe.ts";
import { Program, type ProgramPlan } from "./program.ts";
import { makeInternalSecret } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { shopPlan, shoppersPlan } from "./shop.ts";
import { shopPushToken } from "./shop-source.ts";
import { writeShopYear } from "./shop-year.ts";
import { writeStateHistory } from "./state-history.ts";
import { writeStoryActions } from "./story-actions.ts";
import { writeStoryAvailability } from "./story-availability.ts";
import { keepStoryBackups } from "./story-backups.ts";
import { writeStoryForecasts } from "./story-forecasts.ts";
import { writeStoryInterventions } from "./story-interventions.ts";
import { writeStoryMarks } from "./story-marks.ts";
import { writeStoryStatus } from "./story-status.ts";
import { prepareWorld } from "./world.ts";
import { writeYear } from "./year.ts";

interface Running {
  stop(): Promise<void>;
  kill(): void;
}

/** Starts everything and stays until it is told to stop. Throws StartRefused, all stopped again, when something does not come up. */
export async function superviseAll(settings: Settings): Promise<void> {
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  requireRoom(settings.data);
  await claimDataDirectory(settings.data);
  const running: Running[] = [];
  const stopAll = stopperOf(running, settings.data);
  listenToSignals(running, stopAll);
  try {
    await startAll(settings, running);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function startAll(settings: Settings, running: Running[]): Promise<void> {
  await requireFreePorts(settings);
  const database = await startDatabase(settings);
  running.push(database);
  console.log(`mariadb   │ ${database.words}`);
  const handle = openDatabase(database.url, 4);
  running.push({ stop: () => handle.close(), kill: () => {} });

  makeInternalSecret(settings.data);
  await prepareWorld(handle.db, settings);
  const fleet = await simulatedFleet(handle.db, settings);
  const silent = await withoutHistory(handle.pool, fleet?.machines ?? []);
  await writeStateHistory(handle.db, silent);
  const storyAt = fleet?.machines[0]?.storyAt;
  if (storyAt !== undefined) await writeStoryMarks(handle.db, storyAt);
  const start = (plan: ProgramPlan) => {
    const program = new Program(settings.data, plan).start();
    running.push(program);
    return program;
  };
  const collector = start(collectorPlan(settings, database.url));
  const extranet = start(extranetPlan(settings, database.url));
  const shop = await shopPlan(
    settings,
    database.url,
    reachable(settings.host),
    await shopPushToken(handle.db, settings),
  );
  const programs = shop ? [collector, extranet, start(shop)] : [collector, extranet];
  await Promise.all(programs.map((program) => program.ready()));
  if (shop) await writeDemoChecks(handle.db, `http://${reachable(settings.host)}:${settings.shopPort}`);
  if (storyAt !== undefined) {
    await writeStoryAvailability(handle.db, storyAt);
    await writeStoryStatus(handle.db, storyAt);
    await writeStoryInterventions(handle.db);
    running.push(await keepStoryBackups(handle.db, storyAt));
  }
  start(probePlan(settings, programEnvironment(settings, database.url)));
  const mail = mailPlan(settings, programEnvironment(settings, database.url));
  if (mail) start(mail);
  if (shop) start(shoppersPlan(settings, reachable(settings.host)));

  const reports = pastReports(settings, programEnvironment(settings, database.url));
  running.push(reports);
  await startMeasuring(settings, handle, start, { fleet, silent, whenPast: () => reports.begin() });
  const hasDemo = (await localMachine(handle.db)) !== undefined;
  const link = await firstAdminLink(settings, handle);
  console.log(announcement(settings, { hasDemo, firstAdminLink: link }));
}

/** This machine's agent and the simulated fleet; then, while pages already answer, the fleet's last 24 hours and its thirteen months. */
async function startMeasuring(
  settings: Settings,
  { db, pool }: DatabaseHandle,
  start: (plan: ProgramPlan) => Program,
  {
    fleet,
    silent,
    whenPast,
  }: { readonly fleet?: Fleet; readonly silent: readonly FleetEntry[]; readonly whenPast: () => void },
): Promise<void> {
  const agent = await localAgent(db, settings);
  if (agent) start(agent);
  if (!fleet) return;
  start(fleet.plan);
  writePast({ db, pool }, fleet.machines, silent).then(whenPast, (error: Error) =>
    console.log(`history   │ not written: ${error.message}`),
  );
}

async function writePast(
  { db, pool }: Pick<DatabaseHandle, "db" | "pool">,
  machines: readonly FleetEntry[],
  silent: readonly FleetEntry[],
): Promise<void> {
  const began = Date.now();
  const storyAt = machines[0]?.storyAt;
  // The day of the join first: sealing the samples after it adds to that day's row, and must find it.
  const joined = await writeYear(pool, machines, { mostDays: 1 });
  await writeHistory(pool, silent);
  const shop = storyAt === undefined ? 0 : await writeShopYear(db, pool, storyAt);
  const days = Math.max(shop, joined + (await writeYear(pool, machines)));
  if (days > 0) console.log(`history   │ ${days} days written in ${((Date.now() - began) / 1_000).toFixed(1)} s`);
  const told = Date.now();
  const made = storyAt === undefined ? 0 : await writeStoryForecasts(db, pool, storyAt);
  if (storyAt !== undefined) await writeStoryActions(db, pool, storyAt);
  if (made > 0) console.log(`history   │ ${made} forecasts made in ${((Date.now() - told) / 1_000).toFixed(1)} s`);
}

async function firstAdminLink(settings: Settings, { db }: DatabaseHandle): Promise<string | undefined> {
  const invited = await createFirstAdminInvitation(db, "", new URL(settings.url), { onlyWhenNone: true });
  return "link" in invited ? invited.link : undefined;
}

function collectorPlan(settings: Settings, databaseUrl: string): ProgramPlan {
  return {
    name: "collector",
    script: join(settings.root, "build/collector.js"),
    nodeOptions: COLLECTOR_NODE_OPTIONS,
    env: programEnvironment(settings, databaseUrl),
    health: `http://${reachable(settings.host)}:${settings.collectorPort}/healthz`,
  };
}

function extranetPlan(settings: Settings, databaseUrl: string): ProgramPlan {
  return {
    name: "extranet",
    script: join(settings.root, "build/server/extranet.js"),
    env: programEnvironment(settings, databaseUrl),
    health: `http://${reachable(settings.host)}:${settings.port}/healthz`,
  };
}

export function programEnvironment(settings: Settings, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    TIMONERIE_DATA: settings.data,
    TIMONERIE_HOST: settings.host,
    TIMONERIE_PORT: String(settings.port),
    TIMONERIE_COLLECTOR_PORT: String(settings.collectorPort),
    TIMONERIE_COLLECTOR_URL: settings.collectorUrl,
    TIMONERIE_URL: settings.url,
  };
}

/** Where a program that listens on every address is reached from here. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

/** The last started stops first: what writes before what it writes to, the database at the very end. */
function stopperOf(running: Running[], data: string): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= (async () => {
      for (const one of running.toReversed()) await one.stop();
      releaseDataDirectory(data);
    })();
    return stopped;
  };
}

function listenToSignals(running: readonly Running[], stopAll: () => Promise<void>): void {
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (asked) {
        for (const one of running) one.kill();
        process.exit(130);
      }
      asked = true;
      console.log("\nStopping …");
      void stopAll().then(() => process.exit(0));
    });
  }
}
