/** Quantities of a resource as people type them: cores, gigabytes (of memory gibibytes), megabits a second. Pure. */

import { type NamedResource, unitOf } from "./resource.ts";

export type TypedUnit = "cores" | "gigabytes" | "gibibytes" | "megabits";

/** What one typed unit is in the resource's own. */
const SIZES: Readonly<Record<TypedUnit, number>> = { cores: 1, gigabytes: 1e9, gibibytes: 2 ** 30, megabits: 125_000 };

export function typedUnit({ kind }: Pick<NamedResource, "kind">): TypedUnit {
  const unit = unitOf(kind);
  if (unit === "cores") return "cores";
  if (unit === "bytes_per_second") return "megabits";
  return kind === "memory" ? "gibibytes" : "gigabytes";
}

export function fromTyped(resource: Pick<NamedResource, "kind">, typed: number): number {
  return typed * SIZES[typedUnit(resource)];
}

/** To hundredths, as a form shows it. */
export function toTyped(resource: Pick<NamedResource, "kind">, value: number): number {
  return Math.round((value / SIZES[typedUnit(resource)]) * 100) / 100;
}
