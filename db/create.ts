import { createConnection } from "mysql2/promise";

import { connectionOptions } from "./client.server.ts";
import { StartRefused } from "./start-refused.ts";

/** Makes the database of the URL where it is missing. */
export async function createDatabase(url: string): Promise<void> {
  const { database, ...server } = connectionOptions(url);
  if (!database) throw new StartRefused("DATABASE_URL names no database: mysql://user:password@host:3306/timonerie");
  const connection = await createConnection(server);
  try {
    await connection.query(`create database if not exists ${connection.escapeId(database)} character set utf8mb4`);
  } finally {
    await connection.end();
  }
}
