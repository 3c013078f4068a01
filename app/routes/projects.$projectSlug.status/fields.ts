import type { StatusLocale } from "#domain/status/page.ts";

/** The form's field of a service's name in a language. */
export function nameField(serviceId: number, locale: StatusLocale): string {
  return `name${serviceId}${locale}`;
}
