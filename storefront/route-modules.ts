import type { Router } from "express";

import { accountRoutes } from "./account/routes.tsx";
import { ownerRoutes } from "./admin/routes.ts";
import { countTyres } from "./basket/count.ts";
import { basketRoutes } from "./basket/routes.tsx";
import { catalogueRoutes } from "./catalogue/routes.tsx";
import { centreRoutes } from "./centres/routes.tsx";
import { checkoutRoutes } from "./checkout/routes.tsx";
import { legalRoutes } from "./legal/routes.tsx";
import { orderRoutes } from "./orders/routes.tsx";
import { testOrderRoutes } from "./orders/test-routes.ts";
import { paymentRoutes } from "./payment/routes.tsx";
import type { Tier } from "./roles.ts";
import type { Shop } from "./shop.ts";
import { trackingRoutes } from "./tracking/routes.tsx";

export interface RouteModule {
  readonly tiers: readonly Tier[];
  readonly routes: (shop: Shop) => Router;
}

/** Mounted in this order. A part of the shop adds its line. */
export const ROUTE_MODULES: readonly RouteModule[] = [
  { tiers: ["web", "app", "orders"], routes: countTyres },
  { tiers: ["web"], routes: catalogueRoutes },
  { tiers: ["web"], routes: centreRoutes },
  { tiers: ["web"], routes: legalRoutes },
  { tiers: ["app"], routes: basketRoutes },
  { tiers: ["app"], routes: checkoutRoutes },
  { tiers: ["app"], routes: accountRoutes },
  { tiers: ["app"], routes: paymentRoutes },
  { tiers: ["app"], routes: orderRoutes },
  { tiers: ["orders"], routes: ownerRoutes },
  { tiers: ["app"], routes: testOrderRoutes },
  { tiers: ["orders"], routes: trackingRoutes },
];
