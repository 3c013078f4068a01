import type { Centre, Country } from "../db/schema/centres.ts";
import { distanceKm } from "./distance.ts";
import { folded, type Place, placeOf } from "./places.ts";
import { nearSpellings } from "./spelling.ts";

export const CENTRES_A_PAGE = 10;
/** Further away nobody drives to have tyres fitted; where there are few centres, a page of the nearest is shown all the same. */
export const REACH_KM = 100;

export interface CentreQuery {
  /** A postcode or a town; undefined lists a country's centres by town. */
  readonly q?: string;
  /** Where a postcode that both countries have is looked for; undefined: in the country of the page's language. */
  readonly country?: Country;
  /** From 1. */
  readonly page: number;
}

export interface ListedCentre {
  readonly centre: Centre;
  /** As on the map, counted through all pages from 1. */
  readonly number: number;
  /** From the place that was asked for. */
  readonly km?: number;
}

export interface CentresFound {
  readonly country: Country;
  /** Undefined where none was asked for, null where we do not know it. */
  readonly place: Place | null | undefined;
  /** The same words mean this place in the other country. */
  readonly elsewhere?: Place;
  /** What an unknown place may have meant. */
  readonly spellings: readonly string[];
  /** Of this page. */
  readonly listed: readonly ListedCentre[];
  readonly total: number;
  /** Of the total, those that are no further than REACH_KM. */
  readonly within: number;
  readonly page: number;
  readonly pages: number;
}

/** Reads an address's query; what makes no sense is left out. */
export function centreQueryOf(query: Readonly<Record<string, unknown>>): CentreQuery {
  const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");
  const country = text(query.country).toUpperCase();
  const page = text(query.page);
  return {
    q: text(query.q).slice(0, 80) || undefined,
    country: country === "FR" || country === "ES" ? country : undefined,
    page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
  };
}

/** The centres near a place, nearest first, or those of a country by town. `home` is the country of the page's language. */
export function searchCentres(all: readonly Centre[], query: CentreQuery, home: Country): CentresFound {
  const country = query.country ?? home;
  if (query.q === undefined) {
    const byTown = all.filter((centre) => centre.country === country).toSorted(compareTowns);
    return { country, place: undefined, spellings: [], ...pageOf(byTown, query.page) };
  }
  const place = placeOf(query.q, country);
  if (!place) {
    return { country, place, spellings: nearSpellings(query.q, country), ...pageOf([], 1) };
  }
  const other = placeOf(query.q, country === "FR" ? "ES" : "FR");
  // A postcode of ours leaves no doubt, unless the other country has the very same one.
  const isDoubtful = place.isRough || !other?.isRough;
  const elsewhere = other && other.country !== place.country && isDoubtful ? other : undefined;
  return { country, place, elsewhere, spellings: [], ...pageOf(nearest(all, place), query.page) };
}

/** The query of an address for this search. */
export function queryOfCentres({ q, country, page }: Partial<CentreQuery>): string {
  const query = new URLSearchParams();
  if (q !== undefined) query.set("q", q);
  if (country !== undefined) query.set("country", country);
  if (page !== undefined && page > 1) query.set("page", String(page));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

function nearest(all: readonly Centre[], place: Place): (Centre & { readonly km: number })[] {
  const near = all
    .map((centre) => ({ ...centre, km: distanceKm(place, centre) }))
    .sort((one, other) => one.km - other.km || one.id - other.id);
  const within = near.findIndex(({ km }) => km > REACH_KM);
  return within < 0 ? near : near.slice(0, Math.max(within, CENTRES_A_PAGE));
}

function pageOf(centres: readonly (Centre & { readonly km?: number })[], asked: number) {
  const pages = Math.max(1, Math.ceil(centres.length / CENTRES_A_PAGE));
  const page = Math.min(asked, pages);
  const before = (page - 1) * CENTRES_A_PAGE;
  const listed = centres
    .slice(before, before + CENTRES_A_PAGE)
    .map(({ km, ...centre }, index): ListedCentre => ({ centre, km, number: before + index + 1 }));
  const within = centres.filter(({ km = 0 }) => km <= REACH_KM).length;
  return { listed, total: centres.length, within, page, pages };
}

function compareTowns(one: Centre, other: Centre): number {
  const [town, otherTown] = [folded(one.town), folded(other.town)];
  return town === otherTown ? one.id - other.id : town < otherTown ? -1 : 1;
}
