import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { routeFiles } from "#bin/route-files.ts";
import { database } from "#db/client.server.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import { empty, type TestDatabase, withDatabase } from "#tests/support/database.ts";
import { type ServerRoute, startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";
import { type Caller, EXPECTATIONS, type Expectation } from "./tenancy/expectations.ts";
import { unlisted, type WalkedRoute, Worlds, walk, walkedRoutes } from "./tenancy/walk.ts";

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
let worlds: Worlds;
let release: () => Promise<void>;

beforeAll(async () => {
  extranet = await startExtranet([hole]);
  routes = walkedRoutes(extranet.build.routes);
  const held = await holdDatabase();
  release = held.release;
  worlds = new Worlds(async () => {
    await empty(held.handle);
    const world = await popgom(held.handle.db);
    const people = ["viewer", "approver", "clientAdmin", "support", "pm", "admin"] as const;
    const cookies: Partial<Record<Caller, string>> = {};
    for (const person of people) cookies[person] = await extranet.signedInAs(world[person].id);
    return { world, cookies };
  });
});
afterAll(async () => {
  closeLiveFeed();
  await release();
  await extranet.close();
});

/** The worker's database for the whole file: most routes write nothing, and the next ones may walk the same world. */
async function holdDatabase(): Promise<{ handle: TestDatabase; release: () => Promise<void> }> {
  let end = () => {};
  let use: Promise<void> | undefined;
  const handle = await new Promise<TestDatabase>((held, failed) => {
    const inUse = new Promise<void>((ended) => {
      end = ended;
    });
    use = withDatabase((_db, opened) => {
      held(opened);
      return inUse;
    });
    use.catch(failed);
  });
  return {
    handle,
    async release() {
      end();
      await use;
    },
  };
}

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
  return walk(extranet, route, expected, worlds);
}
