import { expect, test } from "vitest";

import { loadTexts, type TextTree } from "#app/locales/index.ts";
import { LOCALES } from "#app/ui/locale.ts";
import { AUDIT_VERBS } from "#domain/audit/action.ts";

// What is written to the audit is of this list, or does not compile: what follows holds for all that the code does.
test.each(LOCALES)("every action of the audit has its words in %s, and no words are left over", async (locale) => {
  const { audit } = (await loadTexts(locale)).admin as { audit: { actions: Record<string, TextTree> } };
  const worded = Object.entries(audit.actions).flatMap(([concept, verbs]) =>
    Object.keys(verbs).map((verb) => `${concept}.${verb}`),
  );
  const written = Object.entries(AUDIT_VERBS).flatMap(([concept, verbs]) => verbs.map((verb) => `${concept}.${verb}`));

  expect(worded.sort()).toEqual(written.sort());
});
