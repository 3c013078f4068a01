import type { Country } from "../db/schema/centres.ts";
import { SEASONS } from "../db/schema/products.ts";
import { VAT_PER_CENT } from "../money/vat.ts";
import type { Season } from "./brands.ts";
import { type Criteria, queryOf, type Sort } from "./criteria.ts";
import { isAsFast } from "./dimension.ts";
import { keptPerShelf } from "./kept.ts";
import type { Car, Item, Shelf } from "./shelf.ts";
import { folded } from "./slug.ts";

export const ITEMS_A_PAGE = 24;

/** How many tyres each choice would leave, all other criteria kept. */
export interface Facets {
  readonly brands: readonly (readonly [brand: string, count: number])[];
  readonly seasons: readonly (readonly [season: Season, count: number])[];
  readonly speeds: readonly (readonly [speed: string, count: number])[];
  readonly runFlats: number;
}

export interface Found {
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly items: readonly Item[];
  readonly facets: Facets;
}

type Test = (item: Item) => boolean;
type Facet = "brand" | "season" | "speed" | "runflat";

/** Shoppers ask mostly the same; whoever asks for everything in turn does not fill the memory. */
const MOST_KEPT = 500;
const searchesOf = keptPerShelf(() => new Map<string, Found>());

/** Searches the shelf; prices are compared as the country's shoppers read them, VAT included. */
export function search(shelf: Shelf, criteria: Criteria, country: Country): Found {
  const searches = searchesOf(shelf);
  const key = `${country}${queryOf(criteria)}`;
  const known = searches.get(key);
  if (known) return known;
  const found = searchWhole(shelf, criteria, country);
  if (searches.size < MOST_KEPT) searches.set(key, found);
  return found;
}

function searchWhole(shelf: Shelf, criteria: Criteria, country: Country): Found {
  const tests = testsOf(criteria, country, carsOf(shelf.cars, criteria));
  const matching = shelf.items.filter((item) => tests.every(({ test }) => test(item)));
  const pages = Math.max(1, Math.ceil(matching.length / ITEMS_A_PAGE));
  const page = Math.min(criteria.page, pages);
  const sorted = matching.sort(ORDERS[criteria.sort]);
  const without = (facet: Facet) => {
    const others = tests.filter((one) => one.facet !== facet);
    return others.length === tests.length
      ? matching
      : shelf.items.filter((item) => others.every(({ test }) => test(item)));
  };
  return {
    total: matching.length,
    page,
    pages,
    items: sorted.slice((page - 1) * ITEMS_A_PAGE, page * ITEMS_A_PAGE),
    facets: {
      brands: counted(without("brand"), ({ brand }) => brand).sort(([one], [other]) => one.localeCompare(other)),
      seasons: inOrder(
        counted(without("season"), ({ season }) => season),
        SEASONS,
      ),
      speeds: counted(without("speed"), ({ speed }) => speed).sort(([one], [other]) => (isAsFast(one, other) ? 1 : -1)),
      runFlats: without("runflat").filter(({ runFlat }) => runFlat).length,
    },
  };
}

/** The cars that the criteria name; undefined where they name none. */
export function carsOf(cars: readonly Car[], { make, model, version, year }: Criteria): readonly Car[] | undefined {
  if (make === undefined) return undefined;
  return cars.filter(
    (car) =>
      car.make === make &&
      (model === undefined || car.model === model) &&
      (version === undefined || car.version === version) &&
      (year === undefined || (car.fromYear <= year && year <= (car.toYear ?? year))),
  );
}

function testsOf(criteria: Criteria, country: Country, cars: readonly Car[] | undefined) {
  const { width, ratio, diameter, load, speed, season, runflat, brand, minPrice, maxPrice, q } = criteria;
  const tests: { facet?: Facet; test: Test }[] = [];
  const add = (wanted: unknown, test: Test, facet?: Facet) => {
    if (wanted !== undefined) tests.push({ facet, test });
  };
  add(width, (item) => item.width === width);
  add(ratio, (item) => item.ratio === ratio);
  add(diameter, (item) => item.diameter === diameter);
  add(load, (item) => item.loadIndex >= (load ?? 0));
  add(speed, (item) => isAsFast(item.speed, speed ?? ""), "speed");
  add(season, (item) => item.season === season, "season");
  add(runflat, (item) => item.runFlat, "runflat");
  add(brand, (item) => item.brand === brand, "brand");
  const factor = 1 + VAT_PER_CENT[country] / 100;
  add(minPrice, (item) => item.priceCents * factor >= (minPrice ?? 0) * 100);
  add(maxPrice, (item) => item.priceCents * factor <= (maxPrice ?? 0) * 100);
  add(cars, (item) => (cars ?? []).some((car) => fits(item, car)));
  const wanted = q === undefined ? [] : folded(q).split(/\s+/);
  add(q, (item) => wanted.every((word) => item.text.includes(` ${word}`)));
  return tests;
}

/** A tyre fits in one of the allowed dimensions, when it bears and runs at least as much as that asks. */
function fits(item: Item, { dimensions }: Car): boolean {
  return dimensions.some(
    (allowed) =>
      allowed.width === item.width &&
      allowed.ratio === item.ratio &&
      allowed.diameter === item.diameter &&
      item.loadIndex >= allowed.loadIndex &&
      isAsFast(item.speed, allowed.speed),
  );
}

type Order = (one: Item, other: Item) => number;

/** Of letters: localeCompare would take twenty times as long on a whole shelf. */
const gradeGap = (one: string, other: string) => one.charCodeAt(0) - other.charCodeAt(0);
const byPrice: Order = (one, other) => one.priceCents - other.priceCents || one.id - other.id;
const byWet: Order = (one, other) => gradeGap(one.wet, other.wet) || byPrice(one, other);
const byEnergy: Order = (one, other) => gradeGap(one.energy, other.energy) || byPrice(one, other);

/** "best": what can be bought now, then the grip in the wet and the price. Every order ends in the id: pages never overlap. */
const ORDERS: Record<Sort, Order> = {
  best: (one, other) => Number(other.stock > 1) - Number(one.stock > 1) || byWet(one, other),
  price: byPrice,
  price_down: (one, other) => -byPrice(one, other),
  wet: byWet,
  energy: byEnergy,
  noise: (one, other) => one.noiseDb - other.noiseDb || byPrice(one, other),
};

function counted<K extends string>(items: readonly Item[], keyOf: (item: Item) => K): [K, number][] {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts];
}

function inOrder<K extends string>(counts: readonly [K, number][], order: readonly K[]): [K, number][] {
  return counts.toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}
