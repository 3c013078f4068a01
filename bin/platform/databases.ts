import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";

import { createDatabase } from "#db/create.ts";
import { type ReplicatedServer, startReplicatedServer } from "./mariadb.ts";
import { admit, follow } from "./replication.ts";

const DATABASE = "popgom_shop";

export interface ToStart {
  /** db-1's; the next one is db-2's. */
  readonly port: number;
  readonly began: (name: string, child: ChildProcess) => void;
  readonly signal?: AbortSignal;
}

/** A primary and the replica that follows it; gives the URLs of the shop's database on each, by an account that owns only it. */
export async function startDatabases(
  directory: string,
  { port, began, signal }: ToStart,
): Promise<Record<"db-1" | "db-2", string>> {
  const start = (name: string, place: number) =>
    startReplicatedServer(join(directory, name), {
      id: place + 1,
      port: port + place,
      isReplica: place > 0,
      began: (child) => began(name, child),
      signal,
    });
  const [primary, replica] = await bothStarted(start("db-1", 0), start("db-2", 1));
  const account = { user: "shop", password: randomBytes(18).toString("hex") };
  for (const server of [primary, replica]) await admit(server, account, DATABASE);
  await follow(replica, primary);
  await createDatabase(primary.url(DATABASE));
  return { "db-1": primary.url(DATABASE, account), "db-2": replica.url(DATABASE, account) };
}

/** Waits for the second even where the first failed: whoever stops them must know both. */
async function bothStarted(
  ...starting: [Promise<ReplicatedServer>, Promise<ReplicatedServer>]
): Promise<[ReplicatedServer, ReplicatedServer]> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}
