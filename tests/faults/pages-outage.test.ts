import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { type ServerRoute, startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

import { OwnServer } from "./own-server.ts";

let server: OwnServer;
let extranet: TestExtranet;
let viewer: string;
let other: string;

beforeAll(async () => {
  server = await OwnServer.start();
  extranet = await startExtranet([PLANTED], { databaseUrl: server.url });
  const world = await popgom(server.handle.db);
  viewer = await extranet.signedInAs(world.viewer.id);
  other = await extranet.signedInAs(world.otherViewer.id);
}, 60_000);

beforeEach(() => {
  // Whoever runs the house is told of an outage, once.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

afterAll(async () => {
  await extranet.close();
  await server.remove();
});

/** A page that shows nothing instead of saying that it knows nothing: what this test must find. */
const PLANTED: ServerRoute = {
  id: "planted",
  parentId: "root",
  path: "planted",
  module: { default: () => "0 machine" },
};

const HOME = "/projects/popgom";
const ACCOUNT = "/account";

const ask = (path: string, as = viewer) => extranet.ask(path, { as });

test("while the database is killed, pages that were seen come back marked as old, others say why not; 5 s after it is back all is well (D6)", async () => {
  const seen = await textOf(await ask(HOME));
  expect(seen).not.toContain("ne répond pas");

  await server.kill();
  const old = await ask(HOME);
  const text = await textOf(old);
  expect([old.status, Number(old.headers.get("age")) >= 0]).toEqual([200, true]);
  expect(text).toMatch(/data-copy-age="\d+"/);
  expect(text).toContain("La base de données ne répond pas depuis");
  expect(text).toContain("web-1");
  expect(scriptNonces(text)).toEqual([nonceOf(old)]);

  for (const path of [ACCOUNT, "/projects/absent"]) {
    const never = await ask(path);
    expect([never.status, never.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await textOf(never)).toContain("La base de données ne répond pas pour l’instant.");
  }
  expect(await isHonest(await ask(HOME))).toBe(true);
  expect(await isHonest(await ask("/planted", ""))).toBe(false);
  // What one reader saw is nobody else's.
  expect((await ask(HOME, other)).status).toBe(503);

  // In the browser a change of page becomes a document, and a form keeps what was typed.
  const data = await ask(`${HOME}?_data=routes%2Fprojects.%24projectSlug._index`);
  expect([data.headers.get("x-remix-redirect"), data.headers.get("x-remix-reload-document")]).toEqual([HOME, "true"]);
  const sent = await extranet.ask(`${ACCOUNT}?_data=routes%2Faccount`, {
    as: viewer,
    form: { intent: "rename", name: "Camille Roux" },
  });
  expect([sent.status, await sent.json()]).toMatchObject([
    503,
    { problems: { form: "ui:away.notSaved" }, typed: { name: ["Camille Roux"] } },
  ]);

  await server.startAgain();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  for (let round = 0; round < 20; round += 1) {
    const fresh = await ask(round % 2 ? ACCOUNT : HOME);
    expect([fresh.status, (await textOf(fresh)).includes("ne répond pas")]).toEqual([200, false]);
  }
}, 60_000);

test("a database that hangs holds no page up for longer than its patience", async () => {
  await ask(HOME);
  server.hang();
  try {
    const started = performance.now();
    const [old, never] = await Promise.all([ask(HOME), ask("/projects")]);
    expect([old.status, never.status]).toEqual([200, 503]);
    expect(await textOf(old)).toContain("La base de données ne répond pas depuis");
    expect(performance.now() - started).toBeLessThan(6_000);
  } finally {
    server.goOn();
  }
  await expect.poll(async () => (await ask("/projects")).status, { timeout: 8_000 }).toBe(200);
}, 60_000);

/** During an outage an answer is an old page that says so, or no page. */
async function isHonest(response: Response): Promise<boolean> {
  return response.status === 503 || (await textOf(response)).includes("La base de données ne répond pas depuis");
}

async function textOf(response: Response): Promise<string> {
  return (await response.text()).replaceAll("&#x27;", "’");
}

function nonceOf(response: Response): string | undefined {
  return /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
}

function scriptNonces(html: string): string[] {
  return [...new Set([...html.matchAll(/<script[^>]* nonce="([^"]+)"/g)].map(([, nonce]) => nonce ?? ""))];
}
