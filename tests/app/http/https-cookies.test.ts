import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { auth, sessionCookieName } from "#app/http/auth.server.ts";
import { secret } from "#app/http/secrets.server.ts";
import { withDatabase } from "#tests/support/database.ts";

const data = mkdtempSync(join(tmpdir(), "timonerie-https-"));
beforeAll(() => {
  process.env.TIMONERIE_DATA = data;
  process.env.TIMONERIE_URL = "https://extranet.example";
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

test("over https every cookie of the door is bound to the host, secure and out of reach of scripts", () =>
  withDatabase(async () => {
    const { authCookies, createAuthCookie } = await auth().$context;
    const cookies = [authCookies.sessionToken, createAuthCookie("two_factor"), createAuthCookie("trust_device")];

    for (const { name, attributes } of cookies) {
      expect(name).toMatch(/^__Host-timonerie_/);
      expect(attributes).toMatchObject({ secure: true, httpOnly: true, sameSite: "lax", path: "/" });
      expect(attributes).not.toHaveProperty("domain");
    }
    expect(sessionCookieName()).toBe(authCookies.sessionToken.name);
  }));

test("a secret is made once, is 256 bits long and differs from another", () => {
  expect(secret("one")).toMatch(/^[0-9a-f]{64}$/);
  expect(secret("one")).toBe(secret("one"));
  expect(secret("one")).not.toBe(secret("two"));
});
