import type { Centre } from "../db/schema/centres.ts";
import type { Product } from "../db/schema/products.ts";

/** The hidden product and centre of the checks' test orders. */
export const TEST_PRODUCT_SLUG = "test-tyre";
export const TEST_CENTRE_SLUG = "test-centre";

/**
 * Whether an order is a shopper's or a check's. A test product goes to the test centre and nothing else does, so that a
 * test never takes a shopper's stock or slot: anything between is `mixed`. A hidden product otherwise is `withdrawn`.
 */
export function orderKind(
  products: readonly Pick<Product, "slug" | "hidden">[],
  centre: Pick<Centre, "slug" | "hidden">,
): "sale" | "test" | "mixed" | "withdrawn" {
  const tests = products.filter(({ slug }) => slug === TEST_PRODUCT_SLUG).length;
  const inTestCentre = centre.slug === TEST_CENTRE_SLUG;
  if (tests === products.length && inTestCentre) return "test";
  if (tests > 0 || inTestCentre) return "mixed";
  return centre.hidden || products.some(({ hidden }) => hidden) ? "withdrawn" : "sale";
}
