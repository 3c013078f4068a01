import { readFileSync } from "node:fs";
import { join } from "node:path";

import { APP_DIRECTORY, patternOf, type RouteFile, routeFiles } from "#bin/route-files.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";

import { LARGEST_CLIENT, LARGEST_PROJECT } from "../world.ts";

export interface Address {
  readonly route: string;
  readonly path: string;
  /** What a request proves its sender by: a session unless told otherwise. */
  readonly speaks?: "cookie" | "token";
}

/** What stands for the parameters of addresses. A new parameter needs a line here: without one nothing is measured. */
const PARAMETERS: Readonly<Record<string, string>> = {
  projectSlug: LARGEST_PROJECT,
  clientSlug: LARGEST_CLIENT,
  applicationSlug: "site",
  machineName: "db-1",
  userId: DEMO_PEOPLE.viewer.id,
  token: "no-such-token",
  "*": "no-such-page",
};

/** Records that this world has none of: their pages are timed by bench/tickets.ts, or not at all. */
const NOT_HERE: ReadonlySet<string> = new Set([
  "articleId",
  "entryId",
  "interventionId",
  "jobSlug",
  "month",
  "number",
  "publicId",
  "secret",
]);

/** Further questions to a route, after its plain address: the dear ones. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  "routes/projects.$projectSlug.machines.$machineName": [
    "?range=1h",
    "?range=24h",
    "?range=30d",
    "?range=12m",
    "?range=12m&view=network",
    "?range=12m&view=cpu",
  ],
  "routes/projects.$projectSlug.applications.$applicationSlug": ["?range=24h", "?range=30d", "?range=12m"],
  "routes/admin.audit._index": ["?page=200"],
};

/** Every address that the extranet answers by GET, out of the route manifest. */
export async function addresses(): Promise<Address[]> {
  const routes = await routeFiles();
  const read = routes.filter(answersGet);
  return read.flatMap((route) => {
    const pattern = patternOf(route, routes);
    if ([...pattern.matchAll(/:(\w+)/g)].some(([, name = ""]) => NOT_HERE.has(name))) return [];
    const path = filled(pattern, route.id);
    const isFrame = read.some((other) => other.parentId === route.id && other.index);
    return isFrame
      ? []
      : ["", ...(QUESTIONS[route.id] ?? [])].map((query) => ({ route: route.id, path: path + query }));
  });
}

function answersGet({ file }: RouteFile): boolean {
  return /export (default|async function loader|function loader|const loader)\b/.test(
    readFileSync(join(APP_DIRECTORY, file), "utf8"),
  );
}

function filled(pattern: string, route: string): string {
  return pattern.replace(/:(\w+)|\*/g, (text, name: string | undefined) => {
    const value = PARAMETERS[name ?? text];
    if (value === undefined) throw new Error(`${route}: bench/pages/addresses.ts has nothing for ${text}`);
    return value;
  });
}
