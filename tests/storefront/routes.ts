import type { Express } from "express";

export interface ServedRoute {
  readonly method: string;
  readonly path: string;
}

interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Record<string, boolean> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route that the shop serves, as Express has it, its parts not filled in. */
export function routesOf(app: Express): ServedRoute[] {
  const { _router: router } = app as unknown as { _router: { stack: readonly Layer[] } };
  return routesIn(router.stack);
}

function routesIn(layers: readonly Layer[]): ServedRoute[] {
  return layers.flatMap(({ route, handle }) => {
    if (!route) return routesIn(handle.stack ?? []);
    const methods = Object.keys(route.methods).map((method) => method.toUpperCase());
    return [route.path].flat().flatMap((path) => methods.map((method) => ({ method, path })));
  });
}
