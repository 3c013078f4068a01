import { TEST_CENTRE_SLUG } from "../orders/kind.ts";
import type { Position } from "./distance.ts";
import type { OpeningHours, Span } from "./hours.ts";
import { isOnLand } from "./map/land.ts";
import { folded } from "./places.ts";
import { seededNumbers } from "./seeded.ts";
import { type Country, TOWNS, type Town } from "./towns.ts";

export interface CentreSeed {
  readonly slug: string;
  readonly name: string;
  readonly country: Country;
  readonly postcode: string;
  readonly town: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly hours: OpeningHours;
  /** Fitting, balancing and the old tyre's disposal, for one tyre, without VAT. */
  readonly fittingCents: number;
  readonly capacityPerSlot: number;
  readonly hidden: boolean;
}

const SEED = 20_261_122;

const WORDS = {
  FR: {
    houses: ["Pneus Express", "Atelier Roue Libre", "Garage du Pont", "Point Montage", "Auto Jante", "Relais Pneu"],
    streets: [
      "rue des Ateliers",
      "avenue de l’Industrie",
      "route de la Gare",
      "boulevard des Tilleuls",
      "rue du Moulin",
    ],
    address: (street: string, number: number) => `${number} ${street}`,
  },
  ES: {
    houses: [
      "Neumáticos Exprés",
      "Taller Rueda Libre",
      "Garaje del Puente",
      "Punto Montaje",
      "Auto Llanta",
      "Rueda y Vía",
    ],
    streets: ["calle de los Talleres", "avenida de la Industria", "carretera de la Estación", "calle del Molino"],
    address: (street: string, number: number) => `${street}, ${number}`,
  },
} as const;

const WEEK: Record<Country, readonly (readonly Span[])[]> = {
  FR: [
    [
      ["08:30", "12:30"],
      ["14:00", "18:00"],
    ],
    [["08:00", "18:00"]],
    [["09:00", "19:00"]],
  ],
  ES: [
    [
      ["09:00", "14:00"],
      ["16:00", "20:00"],
    ],
    [["08:30", "18:30"]],
  ],
};

/** The hidden centre in which the purchase journey's test orders are fitted: always open, never full. */
export const TEST_CENTRE: CentreSeed = {
  slug: TEST_CENTRE_SLUG,
  name: "Centre d’essai",
  country: "FR",
  postcode: "00000",
  town: "Essai",
  address: "1 rue de l’Essai",
  latitude: 47,
  longitude: 2.5,
  hours: Array.from({ length: 7 }, () => [["08:00", "20:00"] as const]),
  fittingCents: 1_200,
  capacityPerSlot: 30_000,
  hidden: true,
};

/** Every centre of the shop, invented houses in real towns, and the test centre: the same list whenever it is called. */
export function centresByRule(): CentreSeed[] {
  const random = seededNumbers(SEED);
  const known = new Set<string>();
  const centres = TOWNS.flatMap((town) =>
    Array.from({ length: town.centres }, (_one, index) => centreIn(town, index, random, known)),
  );
  return [...centres, TEST_CENTRE];
}

function centreIn(town: Town, index: number, random: () => number, known: Set<string>): CentreSeed {
  const words = WORDS[town.country];
  const name = `${one(words.houses, random)} ${town.name}`;
  // Centres of a large town lie up to some 7 km from its middle, the first one in it.
  const reach = index === 0 ? 0.004 : 0.06;
  return {
    slug: slugOf(name, known),
    name,
    country: town.country,
    postcode: town.postcode,
    town: town.name,
    address: words.address(one(words.streets, random), 1 + Math.floor(random() * 180)),
    ...placeIn(town, reach, random),
    hours: weekOf(town.country, random),
    fittingCents: 950 + 50 * Math.floor(random() * 22) + (town.centres > 6 ? 200 : 0),
    capacityPerSlot: 2 + Math.floor(random() * 4),
    hidden: false,
  };
}

/** Within so many degrees of the town's middle, on land and in its country. */
function placeIn(town: Town, reach: number, random: () => number): Position {
  for (;;) {
    const place = {
      latitude: rounded(town.latitude + (random() - 0.5) * 2 * reach),
      longitude: rounded(town.longitude + (random() - 0.5) * 2 * reach),
    };
    if (isOnLand(place, town.country)) return place;
  }
}

/** Monday to Friday alike; one of two is open on Saturday mornings, the others shut; nobody on Sunday. */
function weekOf(country: Country, random: () => number): OpeningHours {
  const weekdays = one(WEEK[country], random);
  const saturday: readonly Span[] = random() < 0.5 ? [["09:00", "13:00"]] : [];
  return [weekdays, weekdays, weekdays, weekdays, weekdays, saturday, []];
}

function slugOf(name: string, known: Set<string>): string {
  const plain = folded(name).replaceAll(" ", "-");
  let slug = plain;
  for (let nth = 2; known.has(slug); nth += 1) slug = `${plain}-${nth}`;
  known.add(slug);
  return slug;
}

function one<T>(choices: readonly T[], random: () => number): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

function rounded(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
