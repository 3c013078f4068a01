import type { Format } from "#app/ui/format.ts";
import type { Measured } from "#domain/consumption/picture.ts";
import type { Resource } from "#domain/consumption/resources.ts";
import { factorOf } from "./figures.ts";

/** A quantity in the unit that `factorOf` leads to, as a sentence or a cell prints it. Cores go without a word. */
export function quantityText(resource: Resource, value: number, picture: Measured, format: Format): string {
  if (resource === "memory" || resource === "disk") return format.memory(value);
  if (resource === "received" || resource === "sent") return format.bitsPerSecond(value);
  const number = format.number(value, value < 10 ? 1 : 0);
  return factorOf("cpu", picture) === 1 ? number : `${number}\u00a0GHz`;
}
