import { expect, test } from "vitest";

import { safePath, safeRedirect } from "#app/http/safe-redirect.ts";

test.each([
  ["/", "/"],
  ["/projects/popgom", "/projects/popgom"],
  ["/projects/popgom?machine=web-1#cpu", "/projects/popgom?machine=web-1#cpu"],
  ["/a/../b", "/b"],
  ["https://evil.example", "/"],
  ["//evil.example", "/"],
  ["///evil.example", "/"],
  ["/\\evil.example", "/"],
  ["\\/evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/\n/evil.example", "/"],
  [" //evil.example", "/"],
  ["/..//evil.example", "/"],
  ["/./\\evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["data:text/html,x", "/"],
  ["evil.example", "/"],
  ["", "/"],
  [null, "/"],
  [["/projects"], "/"],
  [`/${"a".repeat(3_000)}`, "/"],
])("a redirect to %j goes to %j", (to, expected) => {
  expect(safePath(to)).toBe(expected);
  expect(safeRedirect(to).headers.get("location")).toBe(expected);
});

test("a redirect keeps the cookies that go with it", () => {
  const headers = new Headers([
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
  ]);

  expect(safeRedirect("/", { headers }).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});
