import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { stopProcess } from "#db/processes.ts";
import { StartRefused } from "#db/start-refused.ts";
import { ROOT } from "../preflight.mjs";
import { balancerConfiguration, type Member } from "./balancer.ts";
import { startDatabases } from "./databases.ts";
import { startBalancer } from "./haproxy.ts";
import { requireFreePorts } from "./ports.ts";
import { startLogged } from "./program.ts";

export interface Platform {
  readonly url: string;
  /** By name: web-1, web-2, app-1 … balancer, db-1, db-2. */
  readonly processes: ReadonlyMap<string, ChildProcess>;
  /** Of the shop's own processes, by name, without a slash at the end: past the balancer. */
  readonly addresses: ReadonlyMap<string, string>;
  /** URLs of the shop's database on the primary (db-1) and its replica (db-2), by the shop's own account. */
  readonly databases: Readonly<Record<"db-1" | "db-2", string>>;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  /** Whether the balancer looks after the members' health. */
  readonly checks?: boolean;
  /** Settings of the shop's processes. */
  readonly env?: Readonly<Record<string, string>>;
  /** Aborted, it ends a start that is under way: everything that was begun is stopped, and startPlatform rejects. */
  readonly signal?: AbortSignal;
}

const TIERS = ["web", "app", "orders"] as const;
const READY_WITHIN_MS = 60_000;

/**
 * The shop as the founding document drew it, on one machine: two processes a tier behind a balancer, a primary and a replica
 * of the database. `port` is the balancer's, the next eight are the others'. What is killed stays down: that is what one looks at.
 */
export async function startPlatform(
  directory: string,
  port: number,
  { checks = true, env = {}, signal }: PlatformOptions = {},
): Promise<Platform> {
  const processes = new Map<string, ChildProcess>();
  const began = (name: string, child: ChildProcess) => void processes.set(name, child);
  try {
    await requireFreePorts(port);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const databases = await startDatabases(directory, { port: port + 7, began, signal });
    const url = `http://127.0.0.1:${port}`;
    const shared = {
      ...process.env,
      ...env,
      SHOP_URL: url,
      SHOP_SECRET: process.env.SHOP_SECRET || randomBytes(24).toString("hex"),
      SHOP_DATABASE_URL: databases["db-1"],
    };
    const members = TIERS.flatMap((tier, place) =>
      [1, 2].map((number): Member => ({ name: `${tier}-${number}`, tier, port: port + place * 2 + number })),
    );
    for (const member of members) began(member.name, startMember(directory, member, shared));
    began("balancer", startBalancer(directory, balancerConfiguration(port, members, { checks })));
    const addresses = new Map(members.map((member) => [member.name, `http://127.0.0.1:${member.port}`]));
    for (const [name, address] of [...addresses, ["balancer", url] as const]) {
      await answering(`${address}/healthz`, { name, child: processes.get(name), signal });
    }
    return { url, processes, addresses, databases, stop: () => stopped(processes) };
  } catch (error) {
    await stopped(processes);
    throw error;
  }
}

/** The balancer first, so that nobody asks what is going; the databases last. Within 20 s, whatever their state. */
async function stopped(processes: ReadonlyMap<string, ChildProcess>): Promise<void> {
  const named = [...processes];
  const isDatabase = (name: string) => name.startsWith("db-");
  for (const [group, withinMs] of [
    [named.filter(([name]) => name === "balancer"), 2_000],
    [named.filter(([name]) => name !== "balancer" && !isDatabase(name)), 8_000],
    [named.filter(([name]) => isDatabase(name)), 8_000],
  ] as const) {
    await Promise.all(
      group
        .filter(([, { exitCode, signalCode }]) => exitCode === null && signalCode === null)
        .map(([, { pid }]) => pid !== undefined && stopProcess(pid, withinMs)),
    );
  }
}

function startMember(directory: string, { name, tier, port }: Member, env: NodeJS.ProcessEnv): ChildProcess {
  return startLogged(directory, name, {
    file: process.execPath,
    args: [join(ROOT, "build/shop.js")],
    env: { ...env, NODE_ENV: "production", SHOP_ROLE: tier, SHOP_PORT: String(port), SHOP_HOST: "127.0.0.1" },
  });
}

async function answering(
  url: string,
  { name, child, signal }: { name: string; child: ChildProcess | undefined; signal: AbortSignal | undefined },
): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child?.exitCode === null && child.signalCode === null) {
    signal?.throwIfAborted();
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new StartRefused(`${name} does not answer at ${url}: its log is ${name}.log in the platform's directory.`);
}
