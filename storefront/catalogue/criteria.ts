import { SEASONS } from "../db/schema/products.ts";
import type { Season } from "./brands.ts";
import { findDimension, SPEEDS } from "./dimension.ts";

export const SORTS = ["best", "price", "price_down", "wet", "energy", "noise"] as const;

export type Sort = (typeof SORTS)[number];

/** What a shopper looks for; undefined where it does not matter. */
export interface Criteria {
  readonly width?: number;
  readonly ratio?: number;
  readonly diameter?: number;
  /** Least load index. */
  readonly load?: number;
  /** Least speed symbol. */
  readonly speed?: string;
  readonly season?: Season;
  readonly runflat?: boolean;
  readonly brand?: string;
  /** In euros, VAT included. */
  readonly minPrice?: number;
  readonly maxPrice?: number;
  /** Full text, without the dimension that was found in it. */
  readonly q?: string;
  readonly make?: string;
  readonly model?: string;
  readonly version?: string;
  readonly year?: number;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
}

type Query = Readonly<Record<string, unknown>>;

/** Reads an address's query; what makes no sense is left out, as if it had not been asked. */
export function criteriaOf(query: Query): Criteria {
  const typed = textOf(query.q, 120);
  const found = typed === undefined ? undefined : findDimension(typed);
  const { width, ratio, diameter, loadIndex, speed } = found?.dimension ?? {};
  const askedSpeed = textOf(query.speed, 1)?.toUpperCase();
  return {
    width: wholeOf(query.width) ?? width,
    ratio: wholeOf(query.ratio) ?? ratio,
    diameter: wholeOf(query.diameter) ?? diameter,
    load: wholeOf(query.load) ?? loadIndex,
    speed: SPEEDS.find((symbol) => symbol === (askedSpeed ?? speed)),
    season: SEASONS.find((season) => season === textOf(query.season, 20)),
    runflat: ["1", "on", "true"].includes(textOf(query.runflat, 5) ?? "") || undefined,
    brand: textOf(query.brand, 60),
    minPrice: wholeOf(query.minPrice),
    maxPrice: wholeOf(query.maxPrice),
    q: (found ? found.rest : typed) || undefined,
    make: textOf(query.make, 60),
    model: textOf(query.model, 60),
    version: textOf(query.version, 80),
    year: wholeOf(query.year),
    sort: SORTS.find((sort) => sort === textOf(query.sort, 20)) ?? "best",
    page: Math.max(1, wholeOf(query.page) ?? 1),
  };
}

/** The query of an address for these criteria, empty ones left out: what links are made of. */
export function queryOf(criteria: Partial<Criteria>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(criteria)) {
    if (value === undefined || value === "" || (name === "page" && value === 1) || value === "best") continue;
    query.set(name, value === true ? "1" : String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

function textOf(value: unknown, longest: number): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one !== "string") return undefined;
  return one.trim().slice(0, longest) || undefined;
}

function wholeOf(value: unknown): number | undefined {
  const text = textOf(value, 8);
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
