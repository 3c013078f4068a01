import { pathOf } from "../paths.ts";
import type { CentresProps } from "./centres.tsx";
import type { Position } from "./distance.ts";
import { CentreMap } from "./map/centre-map.tsx";
import { distanceText } from "./price.ts";
import { queryOfCentres } from "./search.ts";

/** Both countries from corner to corner, where nothing was found to zoom in on. */
const EVERYWHERE: readonly Position[] = [
  { latitude: 51.1, longitude: -9.3 },
  { latitude: 36, longitude: 9.6 },
];
const LEAST_KM = 16;

/** The centres of the page on the map, with the others as dots. */
export function CentresMap({ all, found, language, words }: CentresProps) {
  const isZoomed = Boolean(found.place);
  const told = found.listed.length > 0 ? words.map : words.mapEmpty;
  return (
    <figure className="centres-map" id="carte">
      <CentreMap
        pins={found.listed.map(({ centre, number, km }) => ({
          position: centre,
          text: String(number),
          href: pathOf("centre", language, { slug: centre.slug }),
          name: [`${number}. ${centre.name}`, km !== undefined && words.away(distanceText(km, language))]
            .filter(Boolean)
            .join(", "),
        }))}
        place={found.place ?? undefined}
        around={isZoomed ? [] : EVERYWHERE}
        dots={all}
        leastKm={LEAST_KM}
        mostTowns={isZoomed ? 8 : 16}
        townHref={({ name, country }) => pathOf("centres", language) + queryOfCentres({ q: name, country })}
        townName={({ name }) => words.centresIn(name)}
        label={told}
        scaleText={(kilometres) => `${kilometres}\u00a0km`}
      />
      <figcaption>{told}</figcaption>
    </figure>
  );
}
