import type { ShouldRevalidateFunctionArgs } from "@remix-run/react";

/** A preview changes nothing: the page is not read again. */
export function exceptPreviews({ formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return formAction === "/knowledge/preview" ? false : defaultShouldRevalidate;
}
