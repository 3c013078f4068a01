import { expect, test } from "vitest";

import { distanceKm } from "#storefront/centres/distance.ts";
import { centresByRule } from "#storefront/centres/rule.ts";
import { CENTRES_A_PAGE, centreQueryOf, REACH_KM, searchCentres } from "#storefront/centres/search.ts";
import { editDistance, nearSpellings } from "#storefront/centres/spelling.ts";
import type { Centre } from "#storefront/db/schema/centres.ts";

const ALL: Centre[] = centresByRule()
  .filter(({ hidden }) => !hidden)
  .map((centre, index) => ({ ...centre, id: index + 1 }));

test("pages of a search go outwards from the place, numbered through, each centre once", () => {
  const first = searchCentres(ALL, { q: "Lyon", page: 1 }, "FR");
  const listed = Array.from({ length: first.pages }, (_one, index) =>
    searchCentres(ALL, { q: "Lyon", page: index + 1 }, "FR"),
  ).flatMap((found) => found.listed);

  const within = ALL.filter((centre) => distanceKm({ latitude: 45.764, longitude: 4.836 }, centre) <= REACH_KM);
  expect(listed.map(({ centre }) => centre.id).toSorted()).toEqual(within.map(({ id }) => id).toSorted());
  expect(listed.map(({ number }) => number)).toEqual(listed.map((_one, index) => index + 1));
  const distances = listed.map(({ km }) => km ?? Number.NaN);
  expect(distances).toEqual(distances.toSorted((one, other) => one - other));
});

test("a page too far is the last one", () => {
  const found = searchCentres(ALL, { q: "Lyon", page: 9_999 }, "FR");

  expect(found.page).toBe(found.pages);
  expect(found.listed.length).toBeGreaterThan(0);
});

test("where few centres are near, a page of the nearest is shown all the same", () => {
  const found = searchCentres(ALL, { q: "Ajaccio", page: 1 }, "FR");

  expect(found.listed).toHaveLength(CENTRES_A_PAGE);
  expect(found.listed.at(-1)?.km).toBeGreaterThan(REACH_KM);
  expect(found.within).toBe(1);
});

test("a postcode of both countries is looked for at home, and the other is offered", () => {
  const home = searchCentres(ALL, { q: "28001", page: 1 }, "FR");
  const abroad = searchCentres(ALL, { q: "28001", country: "ES", page: 1 }, "FR");

  expect(home.place).toMatchObject({ country: "FR", isRough: true });
  expect(home.elsewhere).toMatchObject({ name: "Madrid", country: "ES" });
  expect(abroad.listed[0]?.centre.town).toBe("Madrid");
  expect(searchCentres(ALL, { q: "06000", page: 1 }, "FR").elsewhere).toBeUndefined();
  expect(searchCentres(ALL, { q: "Lyon", page: 1 }, "FR").elsewhere).toBeUndefined();
});

test.each([
  ["Marseile", "FR", "Marseille"],
  ["Bordaux", "FR", "Bordeaux"],
  ["Saint Etiene", "FR", "Saint-Étienne"],
  ["Séville", "FR", "Sevilla"],
  ["Zaragosa", "ES", "Zaragoza"],
  ["Grenbole", "FR", "Grenoble"],
  ["1000", "FR", "01000"],
  ["Atlantis", "FR", undefined],
  ["9", "FR", undefined],
] as const)("who types %s may have meant %s: %s", (typed, at, meant) => {
  expect(searchCentres(ALL, { q: typed, page: 1 }, at)).toMatchObject({ place: null, total: 0 });
  expect(nearSpellings(typed, at)[0]).toBe(meant);
});

test.each([
  ["lyon", "lyon", 0],
  ["lyonn", "lyon", 1],
  ["lyno", "lyon", 1],
  ["", "lyon", 4],
  ["nantes", "nice", 4],
])("from %s to %s it is %i strokes", (one, other, strokes) => {
  expect(editDistance(one, other)).toBe(strokes);
  expect(editDistance(other, one)).toBe(strokes);
});

test("what makes no sense in an address is left out", () => {
  expect(centreQueryOf({ q: ["a", "b"], page: "-1", country: "PT" })).toEqual({ page: 1 });
  expect(centreQueryOf({ q: `  ${"x".repeat(500)}`, page: "3", country: "es" })).toEqual({
    q: "x".repeat(80),
    page: 3,
    country: "ES",
  });
});
