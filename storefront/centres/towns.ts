import { FRENCH_TOWNS } from "./towns-france.ts";
import { SPANISH_TOWNS } from "./towns-spain.ts";

export type Country = "FR" | "ES";

export interface Town {
  readonly name: string;
  readonly country: Country;
  readonly postcode: string;
  /** Degrees north. */
  readonly latitude: number;
  /** Degrees east; negative in the west. */
  readonly longitude: number;
  readonly centres: number;
}

/** Every town with a centre of ours. In both tables a name's words are joined by `_` or by its own hyphens. */
export const TOWNS: readonly Town[] = [...townsOf("FR", FRENCH_TOWNS), ...townsOf("ES", SPANISH_TOWNS)];

function townsOf(country: Country, table: string): Town[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", postcode = "", latitude, longitude, centres] = line.split(/ (?=[-\d])/);
      return {
        name: name.replaceAll("_", " "),
        country,
        postcode,
        latitude: Number(latitude),
        longitude: Number(longitude),
        centres: Number(centres),
      };
    });
}
