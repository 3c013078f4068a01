import { randomBytes } from "node:crypto";

import type { Account, ReplicatedServer } from "./mariadb.ts";

/** Makes the second server follow the first by GTID, from wherever it stands. The password is new at each start. */
export async function follow(replica: ReplicatedServer, primary: ReplicatedServer): Promise<void> {
  const password = randomBytes(18).toString("hex");
  const source = await primary.connect();
  const target = await replica.connect();
  try {
    // Accounts are each server's own: none of this goes into the log.
    await source.query("set sql_log_bin = 0");
    await source.query("create or replace user 'replica'@'127.0.0.1' identified by ?", [password]);
    await source.query("grant replication slave on *.* to 'replica'@'127.0.0.1'");
    await target.query("stop slave");
    await target.query(
      "change master to master_host = '127.0.0.1', master_port = ?, master_user = 'replica', master_password = ?, master_use_gtid = slave_pos, master_connect_retry = 1",
      [primary.port, password],
    );
    await target.query("start slave");
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}

/**
 * Lets an account into one database of the server, over its socket. root may write even where writing is off; this one may
 * not, so nothing that belongs to the shop can ever be written to a replica.
 */
export async function admit(server: ReplicatedServer, { user, password }: Account, database: string): Promise<void> {
  const connection = await server.connect();
  try {
    await connection.query("set sql_log_bin = 0");
    await connection.query("create or replace user ?@'localhost' identified by ?", [user, password]);
    await connection.query(`grant all on ${connection.escapeId(database)}.* to ?@'localhost'`, [user]);
  } finally {
    await connection.end();
  }
}
