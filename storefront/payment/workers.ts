import type { Shop } from "../shop.ts";
import { startLoop } from "../work/loop.ts";
import type { Worker } from "../workers.ts";
import { deliveryTo } from "./callback.ts";
import { paymentProvider } from "./configured.ts";
import { sendRefunds } from "./refunds.ts";

/** Makes the provider's callbacks that are owed: late ones, and those that a crash cut off. */
export function startCallbacks(shop: Shop, intervalMs = 1_000): Worker {
  const provider = paymentProvider(shop);
  const deliver = deliveryTo(shop);
  return startLoop("callbacks", intervalMs, () => provider.tellDue(deliver));
}

/** Gives money back that is due to be given back. */
export function startRefunds(shop: Shop, intervalMs = 2_000): Worker {
  const provider = paymentProvider(shop);
  return startLoop("refunds", intervalMs, () => sendRefunds(shop.db, provider));
}
