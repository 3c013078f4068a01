import { expect, test } from "vitest";

import { changesBetween } from "#domain/audit/changes.ts";

test.each([
  [
    "keeps the fields that differ",
    { name: "a", size: 1 },
    { name: "b", size: 1 },
    { name: { before: "a", after: "b" } },
  ],
  ["leaves out fields that the edit does not name", { name: "a", version: 3 }, { name: "a" }, {}],
  [
    "compares lists by their items",
    { tags: ["x"] },
    { tags: ["x", "y"] },
    { tags: { before: ["x"], after: ["x", "y"] } },
  ],
  ["takes an absent value for null", {}, { note: null }, {}],
])("what the audit keeps of an edit %s", (_sentence, before, after, expected) => {
  expect(changesBetween(before, after)).toEqual(expected);
});
