import { expect, test } from "vitest";

import { isSlug, slugOf } from "#domain/clients/names.ts";

test.each([
  ["Tyredating", "tyredating"],
  ["Éléphant & Cie", "elephant-cie"],
  ["  L’Œuvre n° 2 ", "l-oeuvre-n-2"],
  ["Straße", "strasse"],
  ["日本", ""],
  [`${"a".repeat(59)} b`, "a".repeat(59)],
])("the address of %s is %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test.each([
  ["web-1", true],
  ["a", true],
  ["a".repeat(60), true],
  ["a".repeat(61), false],
  ["", false],
  ["-web", false],
  ["web-", false],
  ["Web-1", false],
  ["web_1", false],
  ["../etc", false],
  ["web 1", false],
  ["web\n", false],
  ["new", false],
])("whether %j may be an address: %s", (text, allowed) => {
  expect(isSlug(text)).toBe(allowed);
});
