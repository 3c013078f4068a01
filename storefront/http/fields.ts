import type { Request } from "express";

/** What was filled in under a name; empty where it is absent or was sent twice. */
export function fieldOf({ body }: Pick<Request, "body">, name: string): string {
  const value: unknown = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === "string" ? value.trim() : "";
}

/** The same of an address's query. */
export function queryOf({ query }: Pick<Request, "query">, name: string): string {
  const value = query[name];
  return typeof value === "string" ? value.trim() : "";
}
