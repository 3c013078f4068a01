import { localInstant } from "../mariabackup/parse.ts";

/** So much of a dump's end is looked at for its last words, and so much of its beginning for its first. */
export const END_BYTES = 400;
export const BEGINNING_BYTES = 4_000;

export interface DumpEnd {
  readonly isComplete: boolean;
  /** When it was completed, epoch milliseconds; unknown where the dump was made without dates. */
  readonly completedAt?: number;
}

/** A dump that was cut off lacks its last line: "-- Dump completed on 2026-11-22  2:00:05". */
export function parseEnd(text: string): DumpEnd {
  const [, day, time] =
    /^-- Dump completed(?: on (\d{4}-\d\d-\d\d) +(\d{1,2}:\d\d:\d\d))?\s*$/m.exec(lastLine(text)) ?? [];
  const isComplete = /^-- Dump completed/.test(lastLine(text));
  return { isComplete, completedAt: day && time ? localInstant(`${day} ${time}`) : undefined };
}

/** The database that the dump's head names; undefined for one of several or all. */
export function databaseIn(head: string): string | undefined {
  return /^-- Host: .*\bDatabase: (\S+)\s*$/m.exec(head)?.[1];
}

/** The server's own databases: a new server has their tables already. */
export const OWN_DATABASES = ["mysql", "sys", "information_schema", "performance_schema"];

/** Counts the tables that the lines of a dump make, but for the server's own. */
export class TableCount {
  tables = 0;
  private isOwn = false;

  /** Beginnings of lines are enough. */
  take(line: string): void {
    const database = /^USE `([^`]+)`/.exec(line)?.[1];
    if (database !== undefined) this.isOwn = OWN_DATABASES.includes(database);
    else if (!this.isOwn && line.startsWith("CREATE TABLE ")) this.tables += 1;
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
