import type { Product } from "../db/schema/products.ts";

export type Season = Product["season"];

/** What a line is made for: it decides which rims it comes for, its price and its label. */
export type Purpose = "town" | "touring" | "sport" | "suv";

export interface Line {
  readonly name: string;
  readonly season: Season;
  readonly purpose: Purpose;
}

export interface Brand {
  readonly name: string;
  /** 1 is the best and dearest, 3 the cheapest. */
  readonly tier: 1 | 2 | 3;
  readonly lines: readonly Line[];
}

function line(name: string, season: Season, purpose: Purpose): Line {
  return { name, season, purpose };
}

/** All invented. */
export const BRANDS: readonly Brand[] = [
  {
    name: "Brisance",
    tier: 1,
    lines: [
      line("Zéphyr 2", "summer", "touring"),
      line("Zéphyr S", "summer", "sport"),
      line("Grésil", "winter", "touring"),
      line("Quatre Vents", "all_season", "touring"),
      line("Crête", "summer", "suv"),
    ],
  },
  {
    name: "Nordane",
    tier: 1,
    lines: [
      line("Boréal", "winter", "touring"),
      line("Boréal S", "winter", "sport"),
      line("Solstice", "summer", "touring"),
      line("Equinox", "all_season", "touring"),
      line("Fjell", "winter", "suv"),
    ],
  },
  {
    name: "Aurelva",
    tier: 1,
    lines: [
      line("Corsa R", "summer", "sport"),
      line("Sereno", "summer", "touring"),
      line("Alpina 3", "winter", "touring"),
      line("Tutto", "all_season", "touring"),
      line("Terra", "summer", "suv"),
    ],
  },
  {
    name: "Kastell",
    tier: 1,
    lines: [
      line("Präzis 5", "summer", "touring"),
      line("Präzis Sport", "summer", "sport"),
      line("Frost 9", "winter", "touring"),
      line("Jahr 365", "all_season", "touring"),
    ],
  },
  {
    name: "Calenda",
    tier: 2,
    lines: [
      line("Constante", "all_season", "touring"),
      line("Petite", "summer", "town"),
      line("Matin", "summer", "touring"),
      line("Givre", "winter", "touring"),
    ],
  },
  {
    name: "Hexaline",
    tier: 2,
    lines: [
      line("H1 Urban", "summer", "town"),
      line("H4 Route", "summer", "touring"),
      line("H6 Snow", "winter", "touring"),
      line("H9 Track", "summer", "sport"),
    ],
  },
  {
    name: "Tramuntana",
    tier: 2,
    lines: [
      line("Llevant", "summer", "touring"),
      line("Serra", "summer", "suv"),
      line("Neu", "winter", "touring"),
      line("Quatre Estacions", "all_season", "touring"),
    ],
  },
  {
    name: "Solvik",
    tier: 2,
    lines: [
      line("Lumi", "winter", "town"),
      line("Lumi SUV", "winter", "suv"),
      line("Aika", "all_season", "touring"),
      line("Tie", "summer", "touring"),
    ],
  },
  {
    name: "Ruedamar",
    tier: 3,
    lines: [
      line("Costa", "summer", "touring"),
      line("Plaza", "summer", "town"),
      line("Sierra", "winter", "touring"),
      line("Todo el Año", "all_season", "touring"),
    ],
  },
  {
    name: "Pavéo",
    tier: 3,
    lines: [
      line("Utile", "summer", "town"),
      line("Utile Hiver", "winter", "town"),
      line("Trajet", "summer", "touring"),
      line("Trajet 4S", "all_season", "touring"),
    ],
  },
  {
    name: "Onyx & Fils",
    tier: 3,
    lines: [
      line("Simple", "summer", "touring"),
      line("Simple Neige", "winter", "touring"),
      line("Vif", "summer", "sport"),
      line("Haut", "summer", "suv"),
    ],
  },
  {
    name: "Gomalta",
    tier: 3,
    lines: [
      line("Uno", "summer", "town"),
      line("Due", "summer", "touring"),
      line("Neve", "winter", "touring"),
      line("Sempre", "all_season", "touring"),
    ],
  },
];
