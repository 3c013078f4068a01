import type { Position } from "./distance.ts";
import { type Country, TOWNS, type Town } from "./towns.ts";

export interface Place extends Position {
  readonly name: string;
  readonly country: Country;
  /** Known by the beginning of its postcode only: the middle of a department or province stands for it. */
  readonly isRough?: boolean;
}

/**
 * Where a shopper means by a postcode or the name of a town; null when we know no such place. The same postcode may exist
 * in both countries: `at` then decides, and so it does between towns of one name. A postcode without a centre of ours is
 * placed in the middle of the towns of its department or province, which its first two figures name.
 */
export function placeOf(query: string, at: Country): Place | null {
  const postcode = postcodeIn(query);
  if (postcode !== undefined)
    return placeOfPostcode(postcode, at) ?? placeOfPostcode(postcode, at === "FR" ? "ES" : "FR");
  const asked = folded(query);
  if (!asked) return null;
  const towns = TOWNS.toSorted((one, other) => Number(other.country === at) - Number(one.country === at));
  const names = towns.map((town) => ({ town, name: folded(town.name) }));
  const found =
    names.find(({ name }) => name === asked) ??
    names.find(({ name }) => name.startsWith(asked)) ??
    names.find(({ name }) => asked.length >= 3 && name.includes(asked));
  return found?.town ?? null;
}

/** The five figures of "75001", "75 001" or "75001 Paris". */
export function postcodeIn(query: string): string | undefined {
  return /^\s*(\d{2}) ?(\d{3})(?!\d)/.exec(query)?.slice(1).join("") ?? /(?<!\d)\d{5}(?!\d)/.exec(query)?.[0];
}

/** Without accents, capitals and marks, so that "Saint Étienne" and "saint-etienne" are one. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function placeOfPostcode(postcode: string, country: Country): Place | null {
  const own = TOWNS.filter((town) => town.country === country);
  const town = own.find((candidate) => candidate.postcode === postcode);
  if (town) return town;
  const near = own.filter((candidate) => candidate.postcode.startsWith(postcode.slice(0, 2)));
  if (near.length === 0) return null;
  const mean = (degrees: (town: Town) => number) => near.reduce((sum, one) => sum + degrees(one), 0) / near.length;
  return {
    name: postcode,
    country,
    latitude: mean(({ latitude }) => latitude),
    longitude: mean(({ longitude }) => longitude),
    isRough: true,
  };
}
