import type { Database } from "./client.server.ts";

/**
 * A statement that is built once for each database, with placeholders for what changes: to build one takes longer than to
 * have it answered, where an index finds its rows.
 */
export function prepared<Statement>(build: (db: Database) => Statement): (db: Database) => Statement {
  const built = new WeakMap<Database, Statement>();
  return (db) => {
    const known = built.get(db);
    if (known) return known;
    const statement = build(db);
    built.set(db, statement);
    return statement;
  };
}
