export const STATUS_VISIBILITIES = ["off", "private", "public"] as const;
/** `private`: whoever may see the project. `public`: everybody, and whoever may see the project. */
export type StatusVisibility = (typeof STATUS_VISIBILITIES)[number];

export const STATUS_LOCALES = ["fr", "en", "es"] as const;
export type StatusLocale = (typeof STATUS_LOCALES)[number];

/** In characters. */
export const STATUS_LIMITS = { title: 120, name: 120 };

export type ComponentNames = Readonly<Partial<Record<StatusLocale, string>>>;

/** A service as the page names it, in business words. */
export interface StatusComponent {
  readonly serviceId: number;
  /** In the page's language at least. */
  readonly names: ComponentNames;
}

export interface StatusPage {
  readonly id: number;
  readonly projectId: number;
  readonly visibility: StatusVisibility;
  readonly title: string;
  readonly locale: StatusLocale;
  readonly publicSince: Date | null;
  readonly version: number;
  /** In the order of the page. */
  readonly components: readonly StatusComponent[];
}

/** A component's name for a reader: in their language, else in that of the page. */
export function nameFor(names: ComponentNames, reader: StatusLocale, page: StatusLocale): string {
  return names[reader] ?? names[page] ?? "";
}

export function asStatusLocale(value: string): StatusLocale {
  return value === "en" || value === "es" ? value : "fr";
}
