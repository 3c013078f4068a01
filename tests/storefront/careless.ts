import { openShopDatabase, type ShopDatabase } from "#storefront/db/client.ts";

/** The planted fault of the race tests: the same database, over connections whose statements lock no row. */
export async function withoutLocks<T>(databaseUrl: string, use: (db: ShopDatabase) => Promise<T>): Promise<T> {
  const careless = openShopDatabase(databaseUrl);
  careless.pool.pool.on("connection", (connection) => forgetLocks(connection));
  try {
    return await use(careless.db);
  } finally {
    await careless.close();
  }
}

function forgetLocks(connection: object): void {
  const plain = connection as { query: (command: { sql: string }, ...rest: unknown[]) => unknown };
  const query = plain.query.bind(connection);
  plain.query = (command, ...rest) => {
    command.sql = command.sql.replace(/ for update$/i, "");
    return query(command, ...rest);
  };
}
