import { expect, test } from "vitest";

import { distanceKm } from "#storefront/centres/distance.ts";
import { placeOf } from "#storefront/centres/places.ts";
import { centresByRule } from "#storefront/centres/rule.ts";

const PARIS = { latitude: 48.857, longitude: 2.352 };

test.each([
  ["Marseille", { latitude: 43.296, longitude: 5.37 }, 660.7],
  ["Madrid", { latitude: 40.417, longitude: -3.703 }, 1_053],
  ["itself", PARIS, 0],
])("from Paris to %s", (_town, to, kilometres) => {
  expect(Math.abs(distanceKm(PARIS, to) - kilometres)).toBeLessThan(2);
  expect(distanceKm(to, PARIS)).toBeCloseTo(distanceKm(PARIS, to), 9);
});

test.each([
  ["75001", "FR", "Paris"],
  ["saint etienne", "FR", "Saint-Étienne"],
  ["MALAGA", "ES", "Málaga"],
  ["le mans", "FR", "Le Mans"],
  ["Coruña", "ES", "A Coruña"],
  ["28001", "ES", "Madrid"],
  ["28001", "FR", "28001"],
  ["75 001", "ES", "Paris"],
  ["Lyon 69001", "FR", "Lyon"],
  ["750011", "FR", undefined],
  ["Atlantis", "FR", undefined],
  ["", "FR", undefined],
  ["99999", "FR", undefined],
] as const)("a shopper who types %s in %s means %s", (typed, at, expected) => {
  expect(placeOf(typed, at)?.name).toBe(expected);
});

test("a postcode without a centre lies in its department, in the shopper's own country first", () => {
  expect(placeOf("44120", "FR")).toMatchObject({ country: "FR", name: "44120" });
  expect(placeOf("28999", "FR")).toMatchObject({ country: "FR" });
  expect(placeOf("28999", "ES")).toMatchObject({ country: "ES" });
  expect(distanceKm(placeOf("44120", "FR") ?? PARIS, { latitude: 47.2, longitude: -1.8 })).toBeLessThan(60);
});

test("the rule makes the same centres each time, some four hundred in both countries, each at its own address", () => {
  const centres = centresByRule();

  expect(centresByRule()).toEqual(centres);
  expect(centres.length).toBeGreaterThan(400);
  expect(new Set(centres.map(({ slug }) => slug)).size).toBe(centres.length);
  expect(centres.filter(({ country }) => country === "ES").length).toBeGreaterThan(150);
  expect(centres.filter(({ hidden }) => hidden).map(({ slug }) => slug)).toEqual(["test-centre"]);
  for (const { latitude, longitude, fittingCents, hours, capacityPerSlot } of centres) {
    expect(latitude > 35.9 && latitude < 51.2 && longitude > -9.4 && longitude < 9.7).toBe(true);
    expect(Number.isInteger(fittingCents) && fittingCents >= 900 && fittingCents <= 2_500).toBe(true);
    expect(hours).toHaveLength(7);
    expect(capacityPerSlot).toBeGreaterThan(0);
  }
});
