import type { Pool } from "mysql2/promise";

/** Called before each statement of a pool and of its connections; what it throws is what the database said. */
export type Intercept = (sql: string, send: () => Promise<unknown>) => Promise<unknown>;

/** The pool with something between it and its user: to kill the server, or to refuse, at a statement of choice. */
export function intercepted(pool: Pool, intercept: Intercept): Pool {
  return new Proxy(pool, {
    get(target, name) {
      if (name === "getConnection") {
        return async () => watched(await target.getConnection(), intercept);
      }
      return statementOf(target, name, intercept) ?? bound(target, name);
    },
  });
}

function watched<T extends object>(connection: T, intercept: Intercept): T {
  return new Proxy(connection, {
    get: (target, name) => statementOf(target, name, intercept) ?? bound(target, name),
  });
}

function statementOf(target: object, name: string | symbol, intercept: Intercept) {
  if (name !== "query" && name !== "beginTransaction" && name !== "commit") return undefined;
  const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
  return (...args: unknown[]) => {
    const [statement] = args;
    const sql = typeof statement === "string" ? statement : ((statement as { sql?: string })?.sql ?? name);
    return intercept(sql, () => method.apply(target, args));
  };
}

function bound(target: object, name: string | symbol): unknown {
  const value = Reflect.get(target, name);
  return typeof value === "function" ? value.bind(target) : value;
}
