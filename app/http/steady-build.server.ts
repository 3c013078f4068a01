import { json, redirectDocument, type ServerBuild } from "@remix-run/node";

import { DatabaseAway, databaseWatch } from "./database-watch.server.ts";
import { notSaved } from "./form-answer.server.ts";

type Route = NonNullable<ServerBuild["routes"][string]>;
type Handler = NonNullable<Route["module"]["loader"]>;

/**
 * The build, in which no loader and no action waits for a database that is away. A page's loader then throws 503, which
 * entry.server.tsx turns into the page's last copy; a form's action says that nothing was saved, and keeps what was typed.
 * The root's loader is left alone: it knows what to say of nobody.
 */
export function steadyBuild(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => [
    id,
    route && id !== "root" ? steady(route) : route,
  ]);
  return { ...build, routes: Object.fromEntries(routes) };
}

function steady(route: Route): Route {
  const { loader, action, default: page } = route.module;
  return {
    ...route,
    module: {
      ...route.module,
      ...(loader ? { loader: steadyLoader(loader, page !== undefined) } : {}),
      ...(action ? { action: steadyAction(action, page !== undefined) } : {}),
    },
  };
}

function steadyLoader(loader: Handler, isPage: boolean): Handler {
  return async (args) => {
    try {
      return await databaseWatch().during(() => loader(args));
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error;
      // A page that is asked for as data has no copy. Asked for as a document it may have one.
      const { pathname, search } = new URL(args.request.url);
      if (isPage && args.context.asData) throw redirectDocument(pathname + search);
      throw serviceUnavailable();
    }
  };
}

function steadyAction(action: Handler, isPage: boolean): Handler {
  return async (args) => {
    const typed = args.request.clone();
    try {
      return await databaseWatch().during(() => action(args));
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error;
      // With scripts the page stands and its form says so; without, the page cannot be made anew.
      if (isPage && args.context.asData) return notSaved(await typed.formData());
      throw serviceUnavailable();
    }
  };
}

function serviceUnavailable(): Response {
  return json(null, { status: 503 });
}
