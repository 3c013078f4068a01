/** Events of a shop's sales. `data` holds the fall's id, `beganAt` and `endedAt` in epoch milliseconds, and its facts. */
export type StorefrontEvent = "orders.fell" | "orders.recovered";
