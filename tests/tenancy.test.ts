import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { routeFiles } from "#bin/route-files.ts";
import { database } from "#db/client.server.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import { empty, withDatabase } from "#tests/support/database.ts";
import { type ServerRoute, startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";
import { type Caller, EXPECTATIONS, type Expectation } from "./tenancy/expectations.ts";
import { type FreshWorld, unlisted, type WalkedRoute, walk, walkedRoutes } from "./tenancy/walk.ts";

const files = await routeFiles();
const HOLE = "planted/hole";

/** A project's name for whoever knows its slug: the kind of hole that this test is for. */
const hole: ServerRoute = {
  id: HOLE,
  parentId: "root",
  path: "planted/:projectSlug",
  module: {
    default: undefined as never,
    loader: async ({ params }) => {
      const project = await projectScope(database(), params.projectSlug ?? "");
      return new Response(project?.name ?? "Not Found", { status: project ? 200 : 404 });
    },
  },
};

let extranet: TestExtranet;
let routes: WalkedRoute[];

beforeAll(async () => {
  extranet = await startExtranet([hole]);
  routes = walkedRoutes(extranet.build.routes);
});
afterAll(async () => {
  closeLiveFeed();
  await extranet.close();
});

test("every route of the extranet has a line in the table of expectations", () => {
  expect(unlisted(routes, { ...EXPECTATIONS, [HOLE]: { on: "project" } })).toEqual([]);
});

test("a route without a line is seen", () => {
  expect(unlisted(routes, EXPECTATIONS)).toContain(HOLE);
});

describe("every route, by every method, for every caller", () => {
  test.each(["root", ...files.map(({ id }) => id)])("%s", { timeout: 180_000 }, async (id) => {
    expect(await breachesOf(id, EXPECTATIONS[id])).toEqual([]);
  });
});

test("a planted hole is found", { timeout: 60_000 }, async () => {
  const found = await breachesOf(HOLE, { on: "project", GET: {} });

  expect(found).toContainEqual(expect.stringMatching(/^GET \/planted\/:projectSlug by nobody: foreign should lead/));
  expect(found).toContainEqual(expect.stringMatching(/^GET \/planted\/:projectSlug by viewer: foreign differs/));
});

function breachesOf(id: string, expected: Expectation | undefined): Promise<string[]> {
  const route = routes.find((one) => one.id === id);
  if (!route || !expected) throw new Error(`${id} has no line in tests/tenancy/expectations.ts`);
  // A page that is refused may say so on the console; what it answers is what counts here.
  vi.spyOn(console, "error").mockImplementation(() => {});
  return withDatabase((db, handle) =>
    walk(extranet, route, expected, async () => {
      await empty(handle);
      const world = await popgom(db);
      const people = ["viewer", "approver", "clientAdmin", "support", "pm", "admin"] as const;
      const cookies: Partial<Record<Caller, string>> = {};
      for (const person of people) cookies[person] = await extranet.signedInAs(world[person].id);
      return { world, cookies } satisfies FreshWorld;
    }),
  );
}
