import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { createDatabase } from "#db/create.ts";
import { stopProcess } from "#db/processes.ts";
import { StartRefused } from "#db/start-refused.ts";
import { ROOT } from "../preflight.mjs";
import { balancerConfiguration, type Member } from "./balancer.ts";
import { startBalancer } from "./haproxy.ts";
import { startReplicatedServer } from "./mariadb.ts";
import { startLogged } from "./program.ts";
import { follow } from "./replication.ts";

export interface Platform {
  readonly url: string;
  /** By name: web-1, web-2, app-1 … balancer, db-1, db-2. */
  readonly processes: ReadonlyMap<string, ChildProcess>;
  /** Of the shop's own processes, by name, without a slash at the end: past the balancer. */
  readonly addresses: ReadonlyMap<string, string>;
  stop(): Promise<void>;
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
  { checks = true }: { readonly checks?: boolean } = {},
): Promise<Platform> {
  const processes = new Map<string, ChildProcess>();
  const stop = async () => {
    for (const child of [...processes.values()].toReversed()) {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        await stopProcess(child.pid, 20_000);
      }
    }
  };
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const primary = await startReplicatedServer(join(directory, "db-1"), { id: 1, port: port + 7 });
    processes.set("db-1", primary.child);
    const replica = await startReplicatedServer(join(directory, "db-2"), { id: 2, port: port + 8 });
    processes.set("db-2", replica.child);
    await follow(replica, primary);
    await createDatabase(primary.url("popgom_shop"));

    const url = `http://127.0.0.1:${port}`;
    const secret = randomBytes(24).toString("hex");
    const members = TIERS.flatMap((tier, place) =>
      [1, 2].map((number): Member => ({ name: `${tier}-${number}`, tier, port: port + place * 2 + number })),
    );
    for (const member of members) {
      const env = { SHOP_URL: url, SHOP_SECRET: secret, SHOP_DATABASE_URL: primary.url("popgom_shop") };
      processes.set(member.name, startMember(directory, member, env));
    }
    processes.set("balancer", startBalancer(directory, balancerConfiguration(port, members, { checks })));
    for (const member of members) await answering(`http://127.0.0.1:${member.port}/healthz`, member.name, processes);
    await answering(`${url}/healthz`, "balancer", processes);
    const addresses = new Map(members.map((member) => [member.name, `http://127.0.0.1:${member.port}`]));
    return { url, processes, addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startMember(directory: string, { name, tier, port }: Member, env: Record<string, string>): ChildProcess {
  return startLogged(directory, name, {
    file: process.execPath,
    args: [join(ROOT, "build/shop.js")],
    env: {
      ...process.env,
      NODE_ENV: "production",
      SHOP_ROLE: tier,
      SHOP_PORT: String(port),
      SHOP_HOST: "127.0.0.1",
      ...env,
    },
  });
}

async function answering(url: string, name: string, processes: ReadonlyMap<string, ChildProcess>): Promise<void> {
  const child = processes.get(name);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child?.exitCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new StartRefused(`${name} does not answer at ${url}: its log is ${name}.log in the platform's directory.`);
}
