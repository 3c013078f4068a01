import { expect, test } from "vitest";

import { isOwnOrigin } from "#app/http/origin.ts";

const OWN = "http://localhost:3000";

test.each([
  ["our own page", { origin: OWN }, true],
  ["our own page, said twice", { origin: OWN, fetchSite: "same-origin" }, true],
  ["another site", { origin: "https://evil.example" }, false],
  ["another port of this host", { origin: "http://localhost:3001" }, false],
  ["a host that begins like ours", { origin: "http://localhost:3000.evil.example" }, false],
  ["a sandboxed frame", { origin: "null" }, false],
  ["another site that hides its name", { fetchSite: "cross-site" }, false],
  ["a sister site", { origin: OWN, fetchSite: "same-site" }, false],
  ["a browser that names no origin but is here", { fetchSite: "same-origin" }, true],
  ["a program with a stolen page's cookie", {}, false],
  ["a program without any cookie", { hasCookie: false }, true],
])("a write of %s", (_who, write, allowed) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    expect(isOwnOrigin({ method, origin: undefined, fetchSite: undefined, hasCookie: true, ...write }, [OWN])).toBe(
      allowed,
    );
  }
});

test("reading is free", () => {
  const foreign = { origin: "https://evil.example", fetchSite: "cross-site", hasCookie: true };

  for (const method of ["GET", "HEAD", "OPTIONS"]) expect(isOwnOrigin({ method, ...foreign }, [OWN])).toBe(true);
});
