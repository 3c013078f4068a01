import fc from "fast-check";
import { expect, test } from "vitest";

import { distanceKm } from "#storefront/centres/distance.ts";
import { frameOf, isSeen, MAP_HEIGHT, MAP_WIDTH } from "#storefront/centres/map/frame.ts";
import { townLabels } from "#storefront/centres/map/labels.ts";
import { PIN_RADIUS, spreadPins } from "#storefront/centres/map/pins.ts";
import { TOWNS } from "#storefront/centres/towns.ts";

const place = fc.record({
  latitude: fc.double({ min: 36, max: 51, noNaN: true }),
  longitude: fc.double({ min: -9.3, max: 9.5, noNaN: true }),
});

test("whatever must be seen is on the map, north above south and west left of east", () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
      const { spotOf } = frameOf(places, 16);
      expect(places.map(spotOf).every(isSeen)).toBe(true);
      const [one, other] = [places[0], places.at(-1)];
      if (!one || !other) return;
      if (one.latitude - other.latitude > 0.01) expect(spotOf(one).y).toBeLessThan(spotOf(other).y);
      if (one.longitude - other.longitude > 0.01) expect(spotOf(one).x).toBeGreaterThan(spotOf(other).x);
    }),
    { numRuns: 300 },
  );
});

test("its scale is true in the middle to within two per cent", () => {
  const [lyon, near] = [
    { latitude: 45.76, longitude: 4.84 },
    { latitude: 45.9, longitude: 5.1 },
  ];
  const { spotOf, kmAUnit } = frameOf([lyon, near], 16);
  const [from, to] = [spotOf(lyon), spotOf(near)];

  const drawn = Math.hypot(to.x - from.x, to.y - from.y) * kmAUnit;
  expect(Math.abs(drawn / distanceKm(lyon, near) - 1)).toBeLessThan(0.02);
});

const spot = fc.record({
  x: fc.double({ min: 0, max: MAP_WIDTH, noNaN: true }),
  y: fc.double({ min: 0, max: MAP_HEIGHT, noNaN: true }),
});

test("no pin hides another's number or hangs over the edge", () => {
  fc.assert(
    fc.property(fc.array(spot, { maxLength: 10 }), (spots) => {
      const pins = spreadPins(spots);
      for (const [index, one] of pins.entries()) {
        expect(one.x >= PIN_RADIUS && one.x <= MAP_WIDTH - PIN_RADIUS).toBe(true);
        expect(one.y >= PIN_RADIUS && one.y <= MAP_HEIGHT - PIN_RADIUS).toBe(true);
        for (const other of pins.slice(index + 1)) {
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(1.5 * PIN_RADIUS);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("ten centres on one spot stand apart, and the same ones stand the same way", () => {
  const spots = Array.from({ length: 10 }, () => ({ x: 3, y: 3 }));

  expect(spreadPins(spots)).toEqual(spreadPins(spots));
  expect(new Set(spreadPins(spots).map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size).toBe(10);
});

test("names of towns never lie over each other", () => {
  const labels = townLabels(frameOf(TOWNS, 16), [], 30);

  expect(labels.length).toBeGreaterThan(12);
  expect(labels.slice(0, 2).map(({ town }) => town.name)).toEqual(["Madrid", "Paris"]);
  for (const [index, one] of labels.entries()) {
    for (const other of labels.slice(index + 1)) {
      const apart = Math.abs(one.text.y - other.text.y) >= 14;
      const [left, right] = one.text.x < other.text.x ? [one, other] : [other, one];
      expect(apart || left.text.x + left.town.name.length * 6.8 <= right.text.x).toBe(true);
    }
  }
});
