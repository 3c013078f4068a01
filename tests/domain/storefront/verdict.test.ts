import { expect, test } from "vitest";

import { fallLetter } from "#domain/storefront/letters.ts";
import { findingsOf, type Measured } from "#domain/storefront/verdict.ts";
import { fallSentence } from "#domain/storefront/words.ts";

const SINCE = Date.parse("2026-11-19T19:07:00Z");
const measured: Measured = {
  orders: 60,
  usualOrders: 60,
  visits: 2_000,
  usualVisits: { expected: 2_000, low: 1_700, high: 2_300, kind: "ordinary" },
  refusals: 3,
  usualRefusals: 0.05,
  latency: [
    { page: "home", value: 50, usual: 48 },
    { page: "checkout", value: 120, usual: 110 },
  ],
  down: { ratio: 0, since: null },
};
const movementsOf = (one: Partial<Measured>) =>
  Object.fromEntries(findingsOf({ ...measured, ...one }).map(({ factor, movement }) => [factor, movement]));
const steady = { visits: "steady", conversion: "steady", payment: "steady", latency: "steady", availability: "steady" };

test.each<[string, Partial<Measured>, Record<string, string>]>([
  ["nothing", {}, {}],
  ["visitors stayed away", { orders: 15, visits: 500 }, { visits: "moved" }],
  ["visitors do not order", { orders: 15 }, { conversion: "moved" }],
  ["payments are refused", { orders: 20, refusals: 44 }, { conversion: "moved", payment: "moved" }],
  [
    "the checkout is slow",
    { orders: 20, latency: [{ page: "checkout", value: 2_400, usual: 110 }] },
    { conversion: "moved", latency: "moved" },
  ],
  [
    "the shop was down",
    { orders: 0, visits: 100, down: { ratio: 0.9, since: SINCE } },
    { visits: "moved", conversion: "steady", availability: "moved" },
  ],
  [
    "nothing else is measured",
    { visits: null, usualVisits: null, refusals: null, latency: [], down: null },
    { visits: "unknown", conversion: "unknown", payment: "unknown", latency: "unknown", availability: "unknown" },
  ],
])("where %s, the verdict says what moved and what did not", (_what, one, moved) => {
  expect(movementsOf(one)).toEqual({ ...steady, ...moved });
});

const fall = {
  since: SINCE,
  to: SINCE + 1_200_000,
  orders: 6,
  low: 31,
  high: 52,
  factors: findingsOf({ ...measured, orders: 6, usualOrders: 40, refusals: 30, down: null }),
};

test("one sentence in each language, with both sides and the beginning", () => {
  const fr = fallSentence(fall, { locale: "fr", timeZone: "Europe/Paris" });
  expect(fr).toContain("Les commandes sont sous la normale depuis 20:07 (6 au lieu de 31 à 52)");
  expect(fr).toContain(
    "ce qui a changé\u00a0: la conversion (0,3\u202f% au lieu de 2\u202f%) et les paiements acceptés",
  );
  expect(fr).toContain("ce qui n’a pas changé\u00a0: les visites et les temps de réponse");
  expect(fr).toContain("ce qui n’est pas mesuré\u00a0: la disponibilité");
  expect(fr.match(/\./g)).toHaveLength(1);
  expect(fallSentence(fall, { locale: "en", timeZone: "Europe/Madrid" })).toMatch(
    /^Orders have been below normal since 20:07 \(6 instead of 31 to 52\); what moved: conversion .*; what did not: visits and response times; not known: availability\.$/,
  );
  expect(fallSentence(fall, { locale: "es", timeZone: "Europe/Madrid" })).toContain("desde las 20:07");
  expect(fallLetter("POPGOM", fall, "https://x.test/", { locale: "fr", timeZone: "Europe/Paris" }).subject).toBe(
    "POPGOM\u00a0: commandes sous la normale",
  );
});
