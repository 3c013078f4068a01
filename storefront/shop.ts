import type { ShopDatabase } from "./db/client.ts";
import type { ShopFigures } from "./figures/figures.ts";
import type { ShopSettings } from "./settings.ts";

/** What every part of the shop is given. */
export interface Shop {
  readonly settings: ShopSettings;
  readonly db: ShopDatabase;
  /** Where requests are counted; absent where nobody asks. */
  readonly figures?: ShopFigures;
}
