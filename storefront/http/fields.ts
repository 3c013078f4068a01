import type { Request } from "express";

/** The line that was filled in under a name; empty where it is absent or was sent twice. */
export function fieldOf({ body }: Pick<Request, "body">, name: string): string {
  const value: unknown = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === "string" ? lineOf(value) : "";
}

/** The same of an address's query. */
export function queryOf({ query }: Pick<Request, "query">, name: string): string {
  const value = query[name];
  return typeof value === "string" ? lineOf(value) : "";
}

/** No field of ours has several lines: what would begin another one in a mail or a list is a space. */
function lineOf(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}
