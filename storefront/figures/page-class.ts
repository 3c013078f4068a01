import { LANGUAGES, PATHS, type PathName } from "../paths.ts";

/** Pages whose latency is told together. */
export const PAGE_CLASSES = ["home", "search", "product", "centre", "basket", "checkout"] as const;

export type PageClass = (typeof PAGE_CLASSES)[number];

/** The pages directly at an address, and those below it. */
const AT: Partial<Record<PathName, PageClass>> = { home: "home", results: "search", centres: "centre" };
const BELOW: Partial<Record<PathName, PageClass>> = { results: "product", centres: "centre" };
/** An address with all that is below it: forms and steps of one thing. */
const WHOLE: Partial<Record<PathName, PageClass>> = { basket: "basket", checkout: "checkout" };
const PAYMENT = LANGUAGES.map((language) => PATHS.payment[language].replace(":ref", ""));

/** The class of the page at this address; undefined for what shoppers do not wait for (assets, health, the owner's pages). */
export function pageClassOf(path: string): PageClass | undefined {
  const plain = path.length > 1 ? path.replace(/\/+$/, "") || "/" : path;
  if (PAYMENT.some((prefix) => plain.startsWith(prefix))) return "checkout";
  return (
    classAt(AT, (address) => plain === address) ??
    classAt(BELOW, (address) => plain.startsWith(`${address}/`)) ??
    classAt(WHOLE, (address) => plain === address || plain.startsWith(`${address}/`))
  );
}

function classAt(
  classes: Partial<Record<PathName, PageClass>>,
  matches: (address: string) => boolean,
): PageClass | undefined {
  for (const [name, pageClass] of Object.entries(classes)) {
    const addresses = LANGUAGES.map((language) => PATHS[name as PathName][language].replace(/(?<=.)\/$/, ""));
    if (addresses.some(matches)) return pageClass;
  }
  return undefined;
}
