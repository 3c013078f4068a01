import { Router } from "express";

import type { Shop } from "../shop.ts";

export function catalogueRoutes(_shop: Shop): Router {
  const router = Router();
  return router;
}
