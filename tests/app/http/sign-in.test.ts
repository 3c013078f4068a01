import { afterAll, beforeAll, expect, test } from "vitest";

import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { PASSWORD, popgom } from "#tests/support/world.ts";

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

test("the right password opens a session that the pages know", () =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);

    const answer = await extranet.ask("/sign-in?to=/account", {
      form: { email: viewer.email, password: PASSWORD, to: "/account" },
    });

    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe("/account");
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("timonerie_session="));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
  }));

test("the page says in the reader's language what was wrong", () =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);
    const answer = await extranet.ask("/sign-in", {
      form: { email: viewer.email, password: "not this one" },
      headers: { "accept-language": "es" },
    });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("no se corresponden");
  }));
