import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { isOutage } from "#db/outage.server.ts";
import { forgetOldRuns } from "#domain/checks/forgetting.server.ts";
import { noteSilence } from "#domain/checks/runs.server.ts";
import { followChecks } from "#domain/incidents/follow.server.ts";
import { followInterventions } from "#domain/interventions/reminders.server.ts";
import { deliverMails } from "#domain/notifications/deliver.server.ts";
import { forgetUnconfirmed } from "#domain/status/subscriptions.server.ts";
import { tellSubscribers } from "#domain/status/tellings.server.ts";
import { followIncidents } from "#domain/tickets/incident-tickets.server.ts";
import { keepWindows } from "#domain/tickets/windows.server.ts";

import { MachineStates, STATES_EVERY_MS } from "./alerts/machine-states.ts";
import { type Collector, openCollector, STARTING } from "./collector.ts";
import { jobsOf } from "./jobs/index.ts";
import { JobRunner } from "./jobs/runner.ts";
import { Lease } from "./lease.ts";
import { replayTail } from "./live/replay.ts";
import { Loop } from "./loop.ts";
import { createCollectorServer } from "./server.ts";
import type { CollectorSettings } from "./settings.ts";

const MAILS_EVERY_MS = 10_000;
const SILENCE_EVERY_MS = 10_000;
const FORGET_EVERY_MS = 600_000;
const INCIDENTS_EVERY_MS = 10_000;
const WINDOWS_EVERY_MS = 15_000;
const INTERVENTIONS_EVERY_MS = 60_000;
const TELLINGS_EVERY_MS = 10_000;
/** A request that is not done by then is cut, and its sender sends again. */
const GRACE_MS = 10_000;

export interface RunningCollector {
  readonly url: string;
  readonly collector: Collector;
  /** Kept once pushes are accepted; broken when the collector was stopped before. */
  readonly ready: Promise<void>;
  /** Finishes what was begun, commits it, then closes. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a collector. It answers `/healthz` at once and 503 to the rest, until the lease is its own and the tail is
 * replayed. Where the port is still its predecessor's, it listens as soon as it holds the lease. `lost` is called
 * when another collector took over: this one must end.
 */
export async function runCollector(
  settings: CollectorSettings,
  { now = Date.now, lost = () => undefined }: { now?: () => number; lost?: () => void } = {},
): Promise<RunningCollector> {
  const collector = openCollector(settings, now);
  const { server, endIdle } = createCollectorServer(collector);
  const lease = new Lease(collector.pool, "collector");
  const stopping = new AbortController();
  const loops: { stop(): Promise<void> }[] = [];
  const isListening = await listen(server, settings, { mayBeTaken: true });

  const begin = async () => {
    if (!(await lease.wait(stopping.signal)))
      throw new Error("The collector was stopped while it waited for its turn.");
    lease.keep(lost);
    await replayTail(collector.db, collector.store, collector.live, now());
    if (!isListening) await listen(server, settings, { mayBeTaken: false });
    loops.push(...startLoops(collector, lease.holder));
    collector.reasons.delete(STARTING);
  };
  const ready = begin();
  // Whoever starts a collector and never asks for `ready` is told by /healthz.
  ready.catch(() => undefined);

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    collector.reasons.add("stopping");
    stopping.abort();
    await ready.catch(() => undefined);
    await close(server, collector, endIdle);
    await Promise.all(loops.map((loop) => loop.stop()));
    await collector.commits.drain();
    await lease.release().catch(() => undefined);
    await collector.closeDatabase();
  };
  return {
    get url() {
      return `http://${settings.host}:${(server.address() as AddressInfo | null)?.port ?? settings.port}`;
    },
    collector,
    ready,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

function startLoops(collector: Collector, worker: string): { stop(): Promise<void> }[] {
  const { db, pool, store, live, now, sealing, sealEveryMs } = collector;
  const states = new MachineStates(db, live, collector.startedAt);
  const running = [
    new Loop("Judging machines", STATES_EVERY_MS, () => states.judge(now()), isOutage),
    new Loop("Following checks", INCIDENTS_EVERY_MS, () => followChecks(db, new Date(now())), isOutage),
    new Loop("Opening tickets of incidents", INCIDENTS_EVERY_MS, () => followIncidents(db, new Date(now())), isOutage),
    new Loop("Keeping windows of tickets", WINDOWS_EVERY_MS, () => keepWindows(db, store, new Date(now())), isOutage),
    new Loop(
      "Following interventions",
      INTERVENTIONS_EVERY_MS,
      () => followInterventions(db, new Date(now())),
      isOutage,
    ),
    new Loop("Telling subscribers", TELLINGS_EVERY_MS, () => tellSubscribers(db, new Date(now())), isOutage),
    new Loop("Forgetting subscribers", FORGET_EVERY_MS, () => forgetUnconfirmed(db, new Date(now())), isOutage),
    new Loop("Delivering mails", MAILS_EVERY_MS, () => deliverMails(db), isOutage),
    new Loop("Noticing silent checks", SILENCE_EVERY_MS, () => noteSilence(db, new Date(now())), isOutage),
    new Loop("Forgetting old check runs", FORGET_EVERY_MS, () => forgetOldRuns(db, new Date(now())), isOutage),
    sealing,
    new JobRunner(pool, worker, jobsOf(db, pool, store, sealing)),
    ...(sealEveryMs ? [new Loop("Sealing", sealEveryMs, () => sealing.seal(), isOutage)] : []),
  ];
  for (const one of running) one.start();
  return running;
}

/** True when it listens; false when the port is taken and that was allowed. */
function listen(
  server: Server,
  { host, port }: CollectorSettings,
  { mayBeTaken }: { mayBeTaken: boolean },
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off("listening", listening);
      if (error.code !== "EADDRINUSE") reject(error);
      else if (mayBeTaken) resolve(false);
      else reject(new Error(`Port ${port} is taken: TIMONERIE_COLLECTOR_PORT moves the collector to another.`));
    };
    const listening = () => {
      server.off("error", failed);
      resolve(true);
    };
    server.once("error", failed).once("listening", listening).listen(port, host);
  });
}

async function close(server: Server, { feeds }: Collector, endIdle: () => void): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const feed of feeds) feed.end();
  const grace = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  const idle = setInterval(endIdle, 100);
  await closed;
  clearTimeout(grace);
  clearInterval(idle);
}
