import { pathOf } from "../paths.ts";
import type { Shop } from "../shop.ts";
import { TestProvider } from "./test-provider.ts";

/** The payment company that this shop works with: the one that is built in, on pages of the shop's own. */
export function paymentProvider({ db, settings }: Pick<Shop, "db" | "settings">): TestProvider {
  return new TestProvider(db, settings.secret, (reference, language) =>
    pathOf("payment", language, { ref: reference }),
  );
}
