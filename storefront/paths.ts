export const LANGUAGES = ["fr", "es"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Addresses of the pages in both languages; `:slug` and the like are filled in by `pathOf`. */
export const PATHS = {
  home: { fr: "/", es: "/es/" },
  results: { fr: "/pneus", es: "/es/neumaticos" },
  product: { fr: "/pneus/:slug", es: "/es/neumaticos/:slug" },
  centres: { fr: "/centres", es: "/es/talleres" },
  centre: { fr: "/centres/:slug", es: "/es/talleres/:slug" },
  basket: { fr: "/panier", es: "/es/cesta" },
  /** Where a centre's page sends the centre that was chosen. */
  basketCentre: { fr: "/panier/centre", es: "/es/cesta/taller" },
  checkout: { fr: "/commande", es: "/es/pedido" },
  checkoutAddress: { fr: "/commande/coordonnees", es: "/es/pedido/datos" },
  checkoutCentre: { fr: "/commande/centre", es: "/es/pedido/taller" },
  checkoutPayment: { fr: "/commande/paiement", es: "/es/pedido/pago" },
  order: { fr: "/commande/:number", es: "/es/pedido/:number" },
  payment: { fr: "/paiement/:ref", es: "/es/pago/:ref" },
  cancellation: { fr: "/suivi/annuler", es: "/es/seguimiento/anular" },
  account: { fr: "/compte", es: "/es/cuenta" },
  accountSignIn: { fr: "/compte/connexion", es: "/es/cuenta/acceso" },
  accountSignOut: { fr: "/compte/deconnexion", es: "/es/cuenta/salida" },
  accountLink: { fr: "/compte/lien", es: "/es/cuenta/enlace" },
  accountPassword: { fr: "/compte/mot-de-passe", es: "/es/cuenta/contrasena" },
  accountOrder: { fr: "/compte/commandes/:number", es: "/es/cuenta/pedidos/:number" },
  tracking: { fr: "/suivi", es: "/es/seguimiento" },
  legal: { fr: "/mentions-legales", es: "/es/aviso-legal" },
  terms: { fr: "/cgv", es: "/es/condiciones" },
} as const satisfies Record<string, Record<Language, string>>;

export type PathName = keyof typeof PATHS;

/** The language of an address: Spanish under /es, else French. */
export function languageOf(path: string): Language {
  return path === "/es" || path.startsWith("/es/") ? "es" : "fr";
}

/** Address of a page, its parts filled in. Throws where a part is missing. */
export function pathOf(name: PathName, language: Language, parts: Readonly<Record<string, string>> = {}): string {
  return PATHS[name][language].replace(/:(\w+)/g, (_all, part: string) => {
    const value = parts[part];
    if (value === undefined) throw new Error(`The address of ${name} needs ${part}.`);
    return encodeURIComponent(value);
  });
}

/** Both addresses, for a route that serves both languages. */
export function bothPaths(name: PathName): string[] {
  return LANGUAGES.map((language) => PATHS[name][language]);
}

/** The same page in another language; its home where the page has no address of its own. */
export function samePageIn(language: Language, path: string): string {
  for (const addresses of Object.values(PATHS)) {
    const parts = partsOf(addresses[languageOf(path)], path);
    if (parts) return addresses[language].replace(/:(\w+)/g, (_all, part: string) => parts[part] ?? "");
  }
  return PATHS.home[language];
}

function partsOf(pattern: string, path: string): Record<string, string> | undefined {
  const expression = new RegExp(`^${pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
  const match = expression.exec(path);
  return match ? { ...match.groups } : undefined;
}
