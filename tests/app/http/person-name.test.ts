import { expect, test } from "vitest";

import { AccountForm } from "#app/routes/account/forms.ts";

const profile = (name: string) =>
  AccountForm.safeParse({ intent: "profile", name, telephone: "", locale: "", theme: "" }).success;

test.each([
  ["Nadia Ferrand", true],
  ["Zoë 🚢", true],
  ["", false],
  ["x".repeat(191), false],
  ["Nadia\nX-Header: y", false],
  ["Nadia\u0007", false],
  ["Nadia\u0000", false],
])("a person may be called %j: %s", (name, allowed) => {
  expect(profile(name)).toBe(allowed);
});
