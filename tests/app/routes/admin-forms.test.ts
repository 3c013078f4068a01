import { afterAll, beforeAll, expect, test } from "vitest";

import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

const INHERITED = ["constructor", "toString", "__proto__", "hasOwnProperty"];

/** Sends a form to a page's action as an admin. */
async function sent(path: string, route: string, form: Record<string, string>) {
  const as = await extranet.signedInAs("demo-admin");
  const answer = await extranet.ask(`${path}?_data=${encodeURIComponent(route)}`, { as, form });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : text };
}

test.each(INHERITED)("a form that calls itself %s is an unknown one", (intent) =>
  withDatabase(async (db) => {
    await popgom(db);

    expect(await sent("/admin/projects/popgom", "routes/admin.projects.$projectSlug", { intent })).toMatchObject({
      status: 400,
      body: { problems: { form: "admin:problems.unknownForm" } },
    });
  }));

test.each(INHERITED)("a field called %s comes back as it was typed", (field) =>
  withDatabase(async (db) => {
    await popgom(db);
    const { status, body } = await sent("/admin/clients/new", "routes/admin.clients.new", { name: "", [field]: "x" });

    expect(status).toBe(400);
    expect(Object.hasOwn(body.typed, field) && body.typed[field]).toEqual(["x"]);
  }));

test.each(["viewer:999999", "project_manager:999999"])("the role %s, on nothing, is refused", (role) =>
  withDatabase(async (db) => {
    const { pm } = await popgom(db);
    const form = { intent: "grant", role };

    expect(await sent(`/admin/users/${pm.id}`, "routes/admin.users_.$userId", form)).toMatchObject({
      status: 422,
      body: { problems: { role: "admin:refused.roleNotPossibleThere" } },
    });
  }));

test.each(["to=9999-12-31", "from=0000-01-01", "from=-0001-01-01"])("the audit of %s opens", (days) =>
  withDatabase(async (db) => {
    const { admin } = await popgom(db);
    const as = await extranet.signedInAs(admin.id);

    expect((await extranet.ask(`/admin/audit?${days}`, { as })).status).toBe(200);
    expect((await extranet.ask(`/admin/audit.csv?${days}`, { as })).status).toBe(200);
  }));
