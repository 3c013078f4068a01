import { LABEL_CLASSES, type products } from "../db/schema/products.ts";
import { BRANDS, type Brand, type Line, type Purpose } from "./brands.ts";
import { type Chance, chance, seedOf } from "./chance.ts";
import { dimensionText } from "./dimension.ts";
import { type LabelClass, noiseClassOf, noiseLimit } from "./label.ts";
import { KEPT_DIMENSIONS, type KeptDimension } from "./sizes.ts";
import { slugOf } from "./slug.ts";

export type NewProduct = typeof products.$inferInsert;

/** Of a brand's tier, 1 to 3. */
const PRICE_FACTORS = { 1: 1.34, 2: 1.04, 3: 0.8 } as const;
const SEASON_FACTORS = { summer: 1, winter: 1.09, all_season: 1.12 } as const;
const PURPOSE_FACTORS: Record<Purpose, number> = { town: 0.94, touring: 1, sport: 1.14, suv: 1.08 };
/** Rims in inches for which lines of a purpose are made. */
const RIMS: Record<Purpose, readonly [least: number, most: number]> = {
  town: [13, 16],
  touring: [14, 19],
  sport: [17, 21],
  suv: [16, 21],
};
const RUN_FLAT_FACTOR = 1.26;

/** The shop's whole catalogue, the same for the same seed: some 3,000 tyres of invented brands. Prices are net. */
export function catalogueOf(seed: number): NewProduct[] {
  return BRANDS.flatMap((brand) =>
    brand.lines.flatMap((line) => KEPT_DIMENSIONS.flatMap((dimension) => tyresOf(seed, brand, line, dimension))),
  );
}

function tyresOf(seed: number, brand: Brand, line: Line, dimension: KeptDimension): NewProduct[] {
  const [least, most] = RIMS[line.purpose];
  const isMade = dimension.diameter >= least && dimension.diameter <= most;
  const draw = chance(seedOf(seed, brand.name, line.name, dimensionText(dimension)));
  if (!isMade || draw.next() > dimension.share) return [];
  const standard = tyre(brand, line, dimension, draw, false);
  const hasRunFlat = brand.tier === 1 && dimension.diameter >= 17 && draw.next() < 0.22;
  return hasRunFlat ? [standard, tyre(brand, line, dimension, draw, true)] : [standard];
}

function tyre(brand: Brand, line: Line, dimension: KeptDimension, draw: Chance, runFlat: boolean): NewProduct {
  const { width, ratio, diameter, loadIndex, speed } = dimension;
  const noiseDb = noiseOf(brand, line, width, draw);
  return {
    slug: slugOf(brand.name, line.name, dimensionText(dimension), runFlat ? "rft" : ""),
    brand: brand.name,
    model: line.name,
    width,
    ratio,
    diameter,
    loadIndex,
    speed,
    season: line.season,
    runFlat,
    priceCents: priceOf(brand, line, dimension, draw, runFlat),
    energy: gradeOf(brand, draw, line.purpose === "sport" || line.season === "winter" ? 1 : 0),
    wet: gradeOf(brand, draw, line.purpose === "sport" ? -1 : 0),
    noiseDb,
    noiseClass: noiseClassOf(noiseDb, width, isForSnow(line)),
    stock: stockOf(dimension, draw),
  };
}

/** Grows with the rim, the width and a low sidewall; ends so that a French shopper reads a price in tens of cents. */
function priceOf(brand: Brand, line: Line, dimension: KeptDimension, draw: Chance, runFlat: boolean): number {
  const { width, ratio, diameter } = dimension;
  const rim = 27 + (diameter - 13) * 7.5 + Math.max(0, diameter - 16) ** 2 * 2.1;
  const basis = rim + (width - 145) * 0.24 + (70 - ratio) * 0.35;
  const factor = PRICE_FACTORS[brand.tier] * SEASON_FACTORS[line.season] * PURPOSE_FACTORS[line.purpose];
  const euros = basis * factor * (runFlat ? RUN_FLAT_FACTOR : 1) * (0.94 + draw.next() * 0.12);
  const grossTenths = Math.round(euros * 12);
  return Math.round((grossTenths * 10) / 1.2);
}

/** Dearer tyres have better labels; `harder` moves the grade down where the line's purpose costs some. */
function gradeOf(brand: Brand, draw: Chance, harder: number): LabelClass {
  const grade = brand.tier - 1 + harder + draw.between(0, brand.tier === 3 ? 2 : 1);
  return LABEL_CLASSES[Math.min(Math.max(grade, 0), LABEL_CLASSES.length - 1)] ?? "C";
}

function noiseOf(brand: Brand, line: Line, width: number, draw: Chance): number {
  const under = [0, 3, 2, 1][brand.tier] ?? 0;
  return noiseLimit(width, isForSnow(line)) - under + draw.between(-1, 1);
}

function isForSnow({ season }: Line): boolean {
  return season !== "summer";
}

/** One in twelve is sold out, one in seven nearly; of common dimensions there are more. */
function stockOf({ share }: KeptDimension, draw: Chance): number {
  const lot = draw.next();
  if (lot < 0.08) return 0;
  if (lot < 0.22) return draw.between(1, 7);
  return draw.between(8, Math.round(140 * share));
}
