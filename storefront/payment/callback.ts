import type { Shop } from "../shop.ts";
import { paymentProvider } from "./configured.ts";
import { settlePayment } from "./settle.ts";
import type { Deliver } from "./test-provider.ts";

export const CALLBACK_PATH = "/paiement/retour";
export const SIGNATURE_HEADER = "x-payment-signature";

/**
 * Takes a callback of the payment provider and gives the status it is answered with: 200 once what it says is in the
 * database, however often it was said before; 400 for what would be no better said again (not signed by the provider, no
 * payment of ours, another amount). Throws where nothing was kept: the provider gets a 5xx and says it again.
 */
export async function takeCallback(
  { db, settings }: Pick<Shop, "db" | "settings">,
  body: string,
  signature: string | undefined,
  now = new Date(),
): Promise<200 | 400> {
  const news = paymentProvider({ db, settings }).read(body, signature);
  if (!news) return 400;
  return (await settlePayment(db, news, now)) === "unknown" ? 400 : 200;
}

/**
 * Brings the test provider's callbacks, signed, to the door of this process. Over HTTP they would have to find the way
 * through a balancer back to a shop that may be starting; what counts is that they are owed until somebody took them.
 */
export function deliveryTo(shop: Pick<Shop, "db" | "settings">): Deliver {
  return async (body, signature) => {
    const status = await takeCallback(shop, body, signature);
    if (status !== 200) console.error(`payment: the shop answered ${status} to ${body.slice(0, 200)}`);
  };
}
