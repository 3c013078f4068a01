import { bigint, customType, datetime, int, varchar } from "drizzle-orm/mysql-core";

/** UTC instants to the millisecond. The connection runs with timezone Z, so they are exact. */
export const instant = (name: string) => datetime(name, { mode: "date", fsp: 3 });

/** Auto-incremented primary key. */
export const serialId = () => int("id").autoincrement().primaryKey();

/** Reference to the row of another concept. */
export const reference = (name: string) => int(name);

/** Epoch milliseconds, where a Date object a row would cost too much. */
export const epochMs = (name: string) => bigint(name, { mode: "number" });

/** Ids of better-auth's own tables. */
export const authId = (name: string) => varchar(name, { length: 36 });

/** drizzle's own binary columns corrupt bytes (facts.md); this one hands over the Buffer untouched. */
export const bytes = customType<{ data: Buffer; driverData: Buffer; config: { length: number } }>({
  dataType: (config) => `varbinary(${config?.length ?? 255})`,
});

export const mediumBlob = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => "mediumblob",
});

/** Text compared byte by byte: slugs, names of machines, hashes in text. The default collation takes 'a' for 'A'. */
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
