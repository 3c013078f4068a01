import type { ShouldRevalidateFunctionArgs } from "@remix-run/react";

/**
 * For lists of machines: a filter chooses among what is here already. Only the step from the plain address to one that asks
 * for something, and back, loads again: of very many machines the plain one has the last hour of the first ones only.
 */
export function revalidatesMachines({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  if (currentUrl.pathname !== nextUrl.pathname) return defaultShouldRevalidate;
  return (currentUrl.search === "") !== (nextUrl.search === "");
}
