import type { Measured, SentCurve } from "#domain/consumption/picture.ts";
import { type Resource, type UsedPoint, usedOver } from "#domain/consumption/resources.ts";

/** What a group used of one resource over the window, in the unit of its contract. */
export interface Figure {
  readonly resource: Resource;
  readonly average: number;
  readonly max: number;
  readonly last: number;
  readonly granted: number | null;
  /** Of what is contracted; of the mean for what passes, of the end of the window for what stays: memory and disk. */
  readonly ratio: number | null;
}

/** How many units of its contract one unit of the curve is: GHz of a core, bits of a byte. */
export function factorOf(resource: Resource, { granted, ghzPerCore }: Measured): number {
  if (resource === "cpu") return granted.cpuGhz !== null && ghzPerCore !== null ? ghzPerCore : 1;
  return resource === "received" || resource === "sent" ? 8 : 1;
}

/** By contract, in the unit that `factorOf` leads to; null where nothing is, or where GHz cannot be told from cores. */
export function grantedOf(resource: Resource, { granted, ghzPerCore }: Measured): number | null {
  switch (resource) {
    case "cpu":
      return ghzPerCore === null ? null : granted.cpuGhz;
    case "memory":
      return granted.memoryBytes;
    case "disk":
      return granted.diskBytes;
    default:
      return granted.bandwidthBits;
  }
}

export function figuresOf(picture: Measured): Figure[] {
  return picture.curves.flatMap((curve) => {
    const { resource } = curve;
    const used = usedOver(pointsOf(curve, factorOf(resource, picture)));
    if (!used) return [];
    const granted = grantedOf(resource, picture);
    const stays = resource === "memory" || resource === "disk";
    return { resource, ...used, granted, ratio: granted ? (stays ? used.last : used.average) / granted : null };
  });
}

export function pointsOf({ points }: SentCurve, factor = 1): UsedPoint[] {
  return points.map(([at, min, average, max, count]) => ({
    at,
    min: min * factor,
    average: average * factor,
    max: max * factor,
    count,
  }));
}
