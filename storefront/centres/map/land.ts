import type { Position } from "../distance.ts";
import type { Country } from "../towns.ts";
import { OUTLINES, type Ring } from "./outline.ts";

/** Whether a place lies on a country's land as our map draws it. */
export function isOnLand({ longitude, latitude }: Position, country: Country): boolean {
  return OUTLINES[country].some((ring) => isInside(longitude, latitude, ring));
}

/** By the even-odd rule: a ray to the east crosses the ring an odd number of times. */
function isInside(longitude: number, latitude: number, ring: Ring): boolean {
  let inside = false;
  ring.forEach(([x, y], index) => {
    const [previousX, previousY] = ring.at(index - 1) ?? [x, y];
    if (y > latitude === previousY > latitude) return;
    if (longitude < x + ((previousX - x) * (latitude - y)) / (previousY - y)) inside = !inside;
  });
  return inside;
}
