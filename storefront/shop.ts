import type { ShopDatabase } from "./db/client.ts";
import type { ShopSettings } from "./settings.ts";

/** What every part of the shop is given. */
export interface Shop {
  readonly settings: ShopSettings;
  readonly db: ShopDatabase;
}
