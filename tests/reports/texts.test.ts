import { expect, test } from "vitest";

import { texts as en } from "#reports/texts/en.ts";
import { texts as es } from "#reports/texts/es.ts";
import { texts as fr } from "#reports/texts/fr.ts";
import { type ReportTexts, wordsOf } from "#reports/words.ts";
import { typographyFaultsOf } from "#tests/support/texts.ts";

/** Key and text of a tree of texts; forms of the plural are one key. */
function flat(tree: ReportTexts, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}

const keysOf = (tree: ReportTexts) => new Set(flat(tree).map(([key]) => key.replace(/_(one|many|other|zero)$/, "")));

test.each([
  ["English", en],
  ["Spanish", es],
])("the report says in %s what it says in French, and nothing else", (_language, texts) => {
  expect([...keysOf(texts)].sort()).toEqual([...keysOf(fr)].sort());
});

test("the report's French has thin spaces, real apostrophes and real quotation marks", () => {
  const faults = flat(fr).flatMap(([key, text]) => typographyFaultsOf(text).map((fault) => `${key}: ${fault}`));
  expect(faults).toEqual([]);
});

test("a text that is not there is an error, never a key in a frozen report", () => {
  expect(() => wordsOf("fr")("frame.nothing")).toThrow("no text of the report");
  expect(wordsOf("fr")("essential.outages", { count: 1, duration: "36 min", day: "26 sept." })).toMatch(/26 sept\.$/);
  expect(wordsOf("fr")("frame.month", { month: "mars", year: "2026" })).toBe("mars 2026");
});
