import { expect, test } from "vitest";

import { pageClassOf } from "#storefront/figures/page-class.ts";

test.each([
  ["/", "home"],
  ["/es/", "home"],
  ["/pneus", "search"],
  ["/es/neumaticos", "search"],
  ["/pneus/brisance-zephyr", "product"],
  ["/es/neumaticos/brisance-zephyr", "product"],
  ["/centres", "centre"],
  ["/es/talleres/vigo-centro", "centre"],
  ["/panier", "basket"],
  ["/es/cesta", "basket"],
  ["/commande/coordonnees", "checkout"],
  ["/commande/PG-7K2M-9QXA", "checkout"],
  ["/paiement/0a1b", "checkout"],
  ["/es/pago/0a1b", "checkout"],
  ["/suivi", undefined],
  ["/admin/commandes", undefined],
  ["/healthz", undefined],
  ["/assets/0123/shop.css", undefined],
])("the page %s is of the class %s", (path, expected) => {
  expect(pageClassOf(path)).toBe(expected);
});
