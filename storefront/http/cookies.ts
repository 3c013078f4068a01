import type { IncomingMessage } from "node:http";

/** The cookies that a request carries, by name. */
export function cookiesOf({ headers }: Pick<IncomingMessage, "headers">): Map<string, string> {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return new Map(pairs.map(([name = "", ...value]) => [name, value.join("=")]));
}
