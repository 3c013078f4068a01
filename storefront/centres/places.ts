import type { Position } from "./distance.ts";
import { type Country, TOWNS, type Town } from "./towns.ts";

export interface Place extends Position {
  readonly name: string;
  readonly country: Country;
}

/**
 * Where a shopper means by a postcode or the name of a town; null when we know no such place. The same postcode may exist
 * in both countries: `at` then decides, and so it does between towns of one name. A postcode without a centre of ours is
 * placed in the middle of the towns of its department or province, which its first two figures name.
 */
export function placeOf(query: string, at: Country): Place | null {
  const asked = folded(query);
  if (!asked) return null;
  const towns = [...TOWNS].sort((one, other) => Number(other.country === at) - Number(one.country === at));
  if (/^\d{5}$/.test(asked)) {
    return towns.find(({ postcode }) => postcode === asked) ?? middleOf(towns, asked);
  }
  const names = towns.map((town) => ({ town, name: folded(town.name) }));
  const found =
    names.find(({ name }) => name === asked) ??
    names.find(({ name }) => name.startsWith(asked)) ??
    names.find(({ name }) => asked.length >= 3 && name.includes(asked));
  return found?.town ?? null;
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

function middleOf(towns: readonly Town[], postcode: string): Place | null {
  const first = towns.find((town) => town.postcode.startsWith(postcode.slice(0, 2)));
  if (!first) return null;
  const near = towns.filter((town) => town.country === first.country && town.postcode.startsWith(postcode.slice(0, 2)));
  const mean = (degrees: (town: Town) => number) => near.reduce((sum, town) => sum + degrees(town), 0) / near.length;
  return {
    name: postcode,
    country: first.country,
    latitude: mean(({ latitude }) => latitude),
    longitude: mean(({ longitude }) => longitude),
  };
}
