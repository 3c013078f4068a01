import { randomBytes } from "node:crypto";

import type { ReplicatedServer } from "./mariadb.ts";

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
    await target.query("set global read_only = 1");
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}
