import compression from "compression";
import { sql } from "drizzle-orm";
import express, { type ErrorRequestHandler, type Express } from "express";

import { countingOf } from "./figures/counting.ts";
import { assetRoutes } from "./http/assets.ts";
import { sendBroken, sendForeign, sendNotFound } from "./http/failures.tsx";
import { isOwnWrite, securityHeaders } from "./http/security.ts";
import { runs } from "./roles.ts";
import { ROUTE_MODULES } from "./route-modules.ts";
import type { Shop } from "./shop.ts";

const LARGEST_FORM = "32kb";
/** How long `/healthz` waits for the database. */
const PATIENCE_MS = 2_000;

/** The shop as an Express app: the routes of its role, and answers in words to everything else. */
export function createShop(shop: Shop): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  // Who asks is read from what a balancer on this machine says of them.
  app.set("trust proxy", "loopback");
  app.use(securityHeaders);
  app.get("/healthz", async (_request, response) => {
    const trouble = await databaseTrouble(shop);
    response
      .status(trouble ? 503 : 200)
      .set("cache-control", "no-store")
      .json(trouble ? { status: "error", reasons: [trouble] } : { status: "ok" });
  });
  app.use(compression());
  app.use(assetRoutes());
  if (shop.figures) app.use(countingOf(shop.figures, shop.settings.testSecret));
  app.use((request, response, next) => {
    if (isOwnWrite(request, [new URL(shop.settings.url).origin])) next();
    else sendForeign(request, response);
  });
  app.use(express.urlencoded({ extended: false, limit: LARGEST_FORM, parameterLimit: 100 }));
  for (const { tiers, routes } of ROUTE_MODULES) {
    if (runs(shop.settings.role, tiers)) app.use(routes(shop));
  }
  app.use((request, response) => sendNotFound(request, response));
  app.use(failed);
  return app;
}

/** Why the database cannot be used now, in words; null when it answers. */
async function databaseTrouble({ db }: Shop): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((settle) => {
    timer = setTimeout(settle, PATIENCE_MS, "the database is slow");
  });
  const asked = db.execute(sql`select 1`).then(
    () => null,
    () => "the database does not answer",
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** A malformed request is its sender's fault and says so by its status; all else is ours, and is logged. */
const failed: ErrorRequestHandler = (error: { status?: number }, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  if (error.status !== undefined && error.status < 500) {
    sendNotFound(request, response, error.status);
    return;
  }
  console.error(`${request.method} ${request.path}`, error);
  sendBroken(request, response);
};
