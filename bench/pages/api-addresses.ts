import { API_PATH, OPERATIONS } from "#app/http/api/operations.server.ts";

import { LARGEST_PROJECT } from "../world.ts";
import type { Address } from "./addresses.ts";

const DAY_MS = 24 * 3_600_000;

/** What stands for the parameters of paths. */
const PARAMETERS: Readonly<Record<string, string>> = { slug: LARGEST_PROJECT, machine: "db-1", event: "1" };

/** What is asked of an operation that reads; one that is not named here is asked plainly. */
function questions(now: number): Readonly<Record<string, readonly string[]>> {
  const since = (days: number) => new URLSearchParams({ from: new Date(now - days * DAY_MS).toISOString() });
  return {
    queryRange: [
      "?series=cpu_used_ratio&machine=db-1",
      `?series=cpu_used_ratio&maxPoints=100&${since(1)}`,
      `?series=memory_used_bytes&combine=sum&${since(30)}`,
      `?series=cpu_used_ratio&series=memory_used_bytes&machine=db-1&${since(365)}`,
    ],
    queryTop: [
      "?series=cpu_used_ratio&by=newest",
      `?series=cpu_used_ratio&${since(1)}`,
      `?series=cpu_used_ratio&by=max&${since(30)}`,
    ],
    queryLatest: ["", "?machine=db-1"],
    listMachines: ["", "?limit=20"],
  };
}

/** Every operation of the public API that answers GET, with the dear questions to it. */
export function apiAddresses(now: number): Address[] {
  const asked = questions(now);
  // Of tickets this world has none; bench/tickets.ts times them.
  const read = OPERATIONS.filter(({ method, path }) => method === "GET" && !path.includes("{ticket}"));
  return read.flatMap(({ id, path }) =>
    (asked[id] ?? [""]).map((query) => ({
      route: id,
      path: API_PATH + filled(path) + query,
      speaks: "token" as const,
    })),
  );
}

function filled(path: string): string {
  return path.replace(/\{(\w+)\}/g, (text, name: string) => {
    const value = PARAMETERS[name];
    if (value === undefined) throw new Error(`bench/pages/api-addresses.ts has nothing for ${text}`);
    return value;
  });
}
