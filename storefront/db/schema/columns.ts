import { customType, datetime, int } from "drizzle-orm/mysql-core";

/** UTC instants to the millisecond. The connection runs with timezone Z, so they are exact. */
export const instant = (name: string) => datetime(name, { mode: "date", fsp: 3 });

/** Auto-incremented primary key. */
export const serialId = () => int("id").autoincrement().primaryKey();

/** Text compared byte by byte: slugs, hashes in text, order numbers. */
export const binaryText = customType<{ data: string; driverData: string; config: { length: number } }>({
  dataType: (config) => `varchar(${config?.length ?? 190}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
});

/** MariaDB's JSON is text with a check; this parses and prints it in one place. */
export const jsonText = <T>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => "json",
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => (typeof value === "string" ? (JSON.parse(value) as T) : (value as T)),
  })(name);
