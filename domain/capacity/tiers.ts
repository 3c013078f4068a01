/** Machines that do one work, and how many orders an hour they carry. Pure. */

import type { NoTierModel, TierModel } from "./orders-model.ts";

/** A tier is full where its busiest machine's CPU is in use so much over a whole hour: beyond it pages wait for each other. */
export const FULL_AT = 0.8;

export interface Tier {
  /** "boutique web": its application's slug and its role. */
  readonly key: string;
  readonly role: { readonly slug: string; readonly names: Readonly<Record<"fr" | "en" | "es", string>> };
  readonly machines: readonly { readonly id: number; readonly name: string; readonly sourceId: number }[];
  /** Each does a part of the work; false where one leads and another follows or waits. */
  readonly isShared: boolean;
}

interface Placed {
  readonly id: number;
  readonly name: string;
  readonly sourceId: number | null;
  readonly position: string;
  readonly role: Tier["role"];
  readonly application: { readonly slug: string } | null;
}

/** In the order in which the machines come. A machine without measures or application is in none. */
export function tiersOf(machines: readonly Placed[]): Tier[] {
  const tiers = new Map<string, Tier & { machines: Tier["machines"][number][]; isShared: boolean }>();
  for (const { id, name, sourceId, position, role, application } of machines) {
    if (sourceId === null || application === null || role.slug === "other") continue;
    const key = `${application.slug} ${role.slug}`;
    const tier = tiers.get(key) ?? { key, role, machines: [], isShared: true };
    tiers.set(key, tier);
    tier.machines.push({ id, name, sourceId });
    if (position !== "") tier.isShared = false;
  }
  return [...tiers.values()];
}

export function isModel(model: TierModel | NoTierModel): model is TierModel {
  return !("none" in model);
}

/** Orders per hour at which those that are left would be full, where one of the machines that share the work is gone. */
export function fullWithoutOne({ slope, intercept }: TierModel, count: number): number | null {
  if (count < 2) return null;
  return Math.max(0, ((FULL_AT * (count - 1)) / count - intercept) / slope);
}

/** About so many, to two figures: 310, 1 200. */
export function about(value: number): number {
  if (value <= 0) return 0;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / step) * step;
}

/** Of many points evenly so many, in their order. */
export function thinned<One>(points: readonly One[], most: number): One[] {
  const every = Math.max(1, points.length / most);
  return Array.from({ length: Math.min(most, points.length) }, (_, at) => points[Math.floor(at * every)] as One);
}
