import type { Router } from "express";

import { ownerRoutes } from "./admin/routes.ts";
import { catalogueRoutes } from "./catalogue/routes.tsx";
import { orderRoutes } from "./orders/routes.tsx";
import { paymentRoutes } from "./payment/routes.tsx";
import type { Tier } from "./roles.ts";
import type { Shop } from "./shop.ts";

export interface RouteModule {
  readonly tiers: readonly Tier[];
  readonly routes: (shop: Shop) => Router;
}

/** Mounted in this order. A part of the shop adds its line. */
export const ROUTE_MODULES: readonly RouteModule[] = [
  { tiers: ["web"], routes: catalogueRoutes },
  { tiers: ["app"], routes: paymentRoutes },
  { tiers: ["app"], routes: orderRoutes },
  { tiers: ["orders"], routes: ownerRoutes },
];
