import { expect, test } from "vitest";

import * as everything from "#storefront/words/fr/owner-texts.ts";

/** A space that breaks before a sign or a colon, and a straight apostrophe. */
const WRONG = /[\p{L}\d] [;?!%»]|[\p{L}\d] : |'(?=[a-zà-ÿ])/u;

test("the owner's texts have the spaces of French typography", () => {
  const texts = JSON.stringify(everything, (_key, value) =>
    typeof value === "function"
      ? String(value)
          .match(/`[^`]*`|"[^"]*"/g)
          ?.join("|")
      : value,
  );

  expect(texts.length).toBeGreaterThan(1_000);
  expect(texts).not.toMatch(WRONG);
});
