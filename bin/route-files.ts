import { fileURLToPath } from "node:url";
import type { RouteConfigEntry } from "@remix-run/route-config";

export const APP_DIRECTORY = fileURLToPath(new URL("../app", import.meta.url));

/** One route of the extranet, by its file. */
export interface RouteFile {
  readonly id: string;
  readonly parentId: string;
  readonly path: string | undefined;
  readonly index: boolean | undefined;
  /** Below app/. */
  readonly file: string;
}

/** The route manifest, from the files as Remix reads them: what no list by hand can forget. */
export async function routeFiles(): Promise<RouteFile[]> {
  (globalThis as { __remixAppDirectory?: string }).__remixAppDirectory = APP_DIRECTORY;
  const { default: config } = await import("#app/routes.ts");
  return flattened(await config, "root");
}

/** "/projects/:projectSlug/machines" */
export function patternOf(route: Pick<RouteFile, "path" | "parentId">, routes: readonly RouteFile[]): string {
  const parts: string[] = [];
  for (let at: typeof route | undefined = route; at; ) {
    if (at.path) parts.unshift(at.path);
    const { parentId }: typeof route = at;
    at = routes.find(({ id }) => id === parentId);
  }
  return `/${parts.join("/")}`;
}

function flattened(entries: readonly RouteConfigEntry[], parentId: string): RouteFile[] {
  return entries.flatMap(({ id, path, index, file, children }) => {
    const own = id ?? file.replace(/\.\w+$/, "");
    return [{ id: own, parentId, path, index, file }, ...flattened(children ?? [], own)];
  });
}
