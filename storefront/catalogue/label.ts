import type { Product } from "../db/schema/products.ts";

export type LabelClass = Product["energy"];
export type NoiseClass = Product["noiseClass"];

/** Limits in dB of the rolling noise of cars' tyres by section width: Regulation (EC) 661/2009, annex II, part C. */
const NOISE_LIMITS: readonly (readonly [upToWidth: number, decibels: number])[] = [
  [185, 70],
  [215, 71],
  [245, 71],
  [275, 72],
  [Number.POSITIVE_INFINITY, 74],
];

/** The limit of a width, a decibel higher for tyres made for snow. */
export function noiseLimit(width: number, isForSnow: boolean): number {
  const [, decibels] = NOISE_LIMITS.find(([upTo]) => width <= upTo) ?? [0, 74];
  return decibels + (isForSnow ? 1 : 0);
}

/** Class on the label of Regulation (EU) 2020/740: A is at least 3 dB under the limit, C is over it. */
export function noiseClassOf(noiseDb: number, width: number, isForSnow: boolean): NoiseClass {
  const limit = noiseLimit(width, isForSnow);
  if (noiseDb <= limit - 3) return "A";
  return noiseDb <= limit ? "B" : "C";
}
